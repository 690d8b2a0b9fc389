"""Texts, codes, closed sets, whole numbers and flags."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.contract.reader import Reader, reader

# PostgreSQL stores neither NUL nor half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def text(most: int | None = None) -> Reader[str]:
    """A reader for any text of at most `most` characters."""
    expected = f"text of at most {most} characters" if most else "text"

    def read(raw: object, notes: Notes) -> str:
        if not isinstance(raw, str) or (most is not None and len(raw) > most):
            raise Unreadable(expected)
        if not raw.isprintable() and _UNSTORABLE.search(raw):
            raise Unreadable("text without NUL and lone surrogates")
        return raw

    return Reader(read, str if most is None else Annotated[str, Meta(max_length=most)])


def code(pattern: str, expected: str, *, zeros_to: int | None = None) -> Reader[str]:
    """A reader for text of a fixed form; one zero that a spreadsheet ate is given back where `zeros_to` says."""
    form = re.compile(pattern)

    def read(raw: object, notes: Notes) -> str:
        if isinstance(raw, str) and form.fullmatch(raw):
            return raw
        if zeros_to and isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
            notes.coerced()
            raw = str(raw)
        if not isinstance(raw, str):
            raise Unreadable(expected)
        if zeros_to and len(raw) == zeros_to - 1 and raw.isascii() and raw.isdigit():
            notes.padded()
            raw = raw.zfill(zeros_to)
        if not form.fullmatch(raw):
            raise Unreadable(expected)
        return raw

    return Reader(read, str, pattern)


def one_of(*allowed: str) -> Reader[str]:
    """A reader for a closed set: a new value is an error, never a default."""
    known = frozenset(allowed)
    expected = "one of " + ", ".join(allowed)

    def read(raw: object, notes: Notes) -> str:
        if not isinstance(raw, str) or raw not in known:
            raise Unreadable(expected)
        return raw

    return Reader(read, Literal[allowed])


def whole(*, least: int, most: int = 2**31 - 1) -> Reader[int]:
    """A reader for whole numbers between two bounds; digits as text are accepted and noted."""
    expected = f"a whole number from {least} on"

    def read(raw: object, notes: Notes) -> int:
        if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) <= 10:
            notes.coerced()
            raw = int(raw)
        if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
            raise Unreadable(expected)
        return raw

    return Reader(read, Annotated[int, Meta(ge=least, le=most)])


@reader(exact=bool)
def flag(raw: object, notes: Notes) -> bool:
    """True or false, nothing else."""
    if not isinstance(raw, bool):
        raise Unreadable("true or false")
    return raw


@reader(exact=str, form=r"[0-9]{3}/[0-9]{4}")
def notification(raw: object, notes: Notes) -> str:
    """A customs notification, its number padded to three digits."""
    if not isinstance(raw, str) or not re.fullmatch(r"[0-9]{2,3}/[0-9]{4}", raw):
        raise Unreadable("a notification such as 025/2023")
    return raw.zfill(8)
