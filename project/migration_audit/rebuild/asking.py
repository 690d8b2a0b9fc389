"""The one question before anything is changed."""

import sys

from django.core.management.base import CommandError


def agree(question: str, *, yes: bool) -> None:
    """Return where it may be done, else a CommandError."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise CommandError("Nothing was changed: there is no terminal to ask at; give --yes.")
    if input(f"{question} [y/N] ").strip().lower() not in ("y", "yes"):
        raise CommandError("Nothing was changed: it was declined.")
