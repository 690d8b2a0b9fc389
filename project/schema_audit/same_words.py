"""Takes out of an expression what only says how a value is written: needless casts, other words for now()."""

import re
from collections.abc import Mapping

from project.schema_audit.schema import Column

_WHOLE = {"smallint": 1, "integer": 2, "bigint": 3, "numeric": 4}
_TEXT = ("text", "character varying")
_LITERAL = r"'(?:[^']|'')*'"
_NUMBER = re.compile(r"(?:'(-?[\d.]+)'|\((-?[\d.]+)\))::(?:smallint|integer|bigint|numeric)(?![\[\w])")
_STRING = re.compile(
    rf"(?:\(({_LITERAL})(?:::character varying)?\)|({_LITERAL}))::(?:text|character varying)(?![\[\w])"
)
_LIST = re.compile(r"\((ARRAY\[[^\[\]]*\])\)::(?:text|character varying)\[\]")
_COLUMN = re.compile(r'\((\w+|"(?:[^"]|"")+")\)::(text|integer|bigint|numeric)(?![\[\w])')
_NOW = re.compile(rf"{_LITERAL}|\bCURRENT_TIMESTAMP\b(?!\()|\btransaction_timestamp\(\)")
_ZEROS = re.compile(rf"{_LITERAL}|(?<![\w.])(\d+)(\.\d*?)0+(?![\w.])")


def plain_words(expression: str, columns: Mapping[str, Column]) -> str:
    """The expression as short as it can be said; equal ones mean the same."""
    text = _NUMBER.sub(lambda found: found[1] or found[2], expression)
    text = _STRING.sub(lambda found: found[1] or found[2], text)
    text = _LIST.sub(r"\1", text)
    text = _COLUMN.sub(lambda found: found[1] if _is_widened(found[1], found[2], columns) else found[0], text)
    text = _NOW.sub(lambda found: found[0] if found[0].startswith("'") else "now()", text)
    return _ZEROS.sub(lambda found: (found[1] + found[2]).rstrip(".") if found[1] else found[0], text)


def _is_widened(written: str, kind: str, columns: Mapping[str, Column]) -> bool:
    """Whether the cast of the column is one that every value survives and every comparison with it."""
    column = columns.get(written.strip('"').replace('""', '"'))
    if column is None:
        return False
    if kind == "text":
        return column.base_type in _TEXT
    return _WHOLE.get(column.base_type, 9) <= _WHOLE[kind]
