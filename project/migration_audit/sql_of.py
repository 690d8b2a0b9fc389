"""The statements of a RunSQL, as text."""

from collections.abc import Iterator
from typing import Any


def sql_texts(sql: Any) -> Iterator[str]:
    """Each script that a RunSQL holds: one text, or a list of texts and of pairs (text, parameters)."""
    for part in sql if isinstance(sql, list | tuple) else [sql]:
        yield str(part[0] if isinstance(part, list | tuple) else part)
