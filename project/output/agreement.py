"""The one question before anything is changed."""

import sys

from django.core.management.base import CommandError


def agree(*, yes: bool) -> None:
    """Return where the plan that was shown may be carried out, else a CommandError."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise CommandError("Nothing was changed: there is no terminal to ask at; give --yes to carry out the plan.")
    if input("Carry out this plan? [y/N] ").strip().lower() not in ("y", "yes"):
        raise CommandError("Nothing was changed: the plan was declined.")
