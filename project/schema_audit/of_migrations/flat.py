"""The operations of a migration without the SeparateDatabaseAndState around them, by side."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django.db.migrations import operations as ops


def flat(operations: Sequence[Any], side: Literal["state", "database"]) -> Iterator[Any]:
    """The operations, with what each SeparateDatabaseAndState tells this side instead of itself."""
    for operation in operations:
        if isinstance(operation, ops.SeparateDatabaseAndState):
            yield from flat(getattr(operation, f"{side}_operations"), side)
        else:
            yield operation
