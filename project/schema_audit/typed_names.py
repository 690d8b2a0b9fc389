"""Names a person typed: found, or answered with the nearest ones."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches


class UnknownNameError(Exception):
    """A name that is not there; the text is one sentence with the nearest names."""


def check_names(kind: str, wanted: Iterable[str], known: Collection[str]) -> None:
    """Raise `UnknownNameError` for the first name that nobody knows."""
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, list(known), n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(sorted(known)[:8])}."
            raise UnknownNameError(f"There is no {kind} {name!r}: {hint}")
