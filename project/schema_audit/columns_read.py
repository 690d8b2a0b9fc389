"""Whether an expression reads a column."""

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")


def reads(expression: str | None, column: str) -> bool:
    """Whether PostgreSQL's words name the column; a name inside a constant counts too."""
    quoted = '"' + column.replace('"', '""') + '"'
    written = rf"\b{column}\b" if _PLAIN.fullmatch(column) else re.escape(quoted)
    return re.search(written, expression or "") is not None


def reads_any(expression: str | None, columns: Iterable[str]) -> bool:
    """Whether it names one of them."""
    return any(reads(expression, column) for column in columns)
