"""Takes PostgreSQL's words of an index apart: what it is over, without its order and operator classes."""

import re
from dataclasses import dataclass

# A column, a call or an expression in brackets; its collation; what only says how it is sorted.
_COLLATED = re.compile(r" COLLATE (?:\"(?:[^\"]|\"\")+\"|[\w.$]+)+")
_INCLUDED, _NULLS, _CONDITION = " INCLUDE (", " NULLS NOT DISTINCT", " WHERE "


@dataclass(frozen=True, slots=True)
class IndexKeys:
    """The keys as expressions, the condition (empty: none), and whether NULLs are equal to one another."""

    expressions: tuple[str, ...]
    condition: str
    nulls_equal: bool


def index_keys(definition: str) -> IndexKeys:
    """The parts of what follows `USING`: `btree (lower(name) DESC) INCLUDE (age) WHERE (age > 3)`."""
    start = definition.index("(")
    end = _closing(definition, start)
    rest = definition[end + 1 :]
    if rest.startswith(_INCLUDED):
        rest = rest[_closing(rest, len(_INCLUDED) - 1) + 1 :]
    return IndexKeys(
        expressions=tuple(_bare(key) for key in _split(definition[start + 1 : end])),
        condition=rest.partition(_CONDITION)[2],
        nulls_equal=rest.startswith(_NULLS),
    )


def _bare(key: str) -> str:
    """The key without its operator class and order; its collation is part of it."""
    end = next((place for place in _outside(key) if key[place] == " "), len(key))
    collated = _COLLATED.match(key, end)
    return key[:end] + (collated[0] if collated else "")


def _split(keys: str) -> list[str]:
    commas = [place for place in _outside(keys) if keys[place] == ","]
    starts, ends = [0, *(place + 1 for place in commas)], [*commas, len(keys)]
    return [keys[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _closing(text: str, opening: int) -> int:
    """Where the bracket is closed that is opened there."""
    return opening + 1 + next(place for place in _outside(text[opening + 1 :]) if text[opening + 1 + place] == ")")


def _outside(text: str) -> list[int]:
    """The places outside of quotation marks and of brackets that are opened and closed in the text."""
    places, depth, quote = [], 0, ""
    for place, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
        elif not depth:
            places.append(place)
    return places
