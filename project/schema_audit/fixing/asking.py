"""The one question before anything is changed."""

import sys


class NotFixedError(Exception):
    """Nothing was changed; the text is one sentence that says why and what to do."""


def agree(yes: bool) -> None:
    """Return where the plan that was shown may be run, else raise `NotFixedError`."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise NotFixedError("Nothing was changed: there is no terminal to ask at; give --yes to run the plan.")
    if input("Run this plan? [y/N] ").strip().lower() not in ("y", "yes"):
        raise NotFixedError("Nothing was changed: the plan was declined.")
