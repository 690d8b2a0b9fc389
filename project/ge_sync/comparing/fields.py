"""What the mapping is made of: a field with its owner, and a table with its fields. Pure values."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from project.ge_sync.comparing.state import Value, as_scalar
from project.ge_sync.contract.exact import Exact


class Owner(StrEnum):
    """Whose word counts when both sides differ.

    `identity` fields say which row it is, so they never differ; `derived` ones are reckoned here from the others.
    """

    IDENTITY = "identity"
    SERVER = "server"
    SHARED = "shared"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column, or one fact that no domain table has a column for (kept in ge_sync, named `server_...`).

    `path` is the key in the document's object, dotted where nested; empty for derived fields. `empty` is what the
    server's null is in a column that can't be NULL.
    """

    column: str
    path: str = ""
    owner: Owner = Owner.SERVER
    refers_to: str = ""
    empty: Value = None
    reads: Callable[[Any], Value] | None = None
    is_fact: bool = False

    def value(self, raw: Any) -> Value:
        """A value of the parsed document as this column holds it; empty text is no text."""
        read = self.reads(raw) if self.reads and raw is not None else raw
        if read is None or read == "":
            return self.empty
        return as_scalar(read) if self.is_fact else read


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table the sync writes: its model, the list of the document its rows come from, their key, its fields.

    `local` columns are never touched. `needs` names what a listed row must have to be here: a credit, for instance,
    has no bill of entry.
    """

    name: str
    model: str
    listed_in: str
    key: Callable[[Exact], str]
    fields: tuple[Field, ...]
    local: frozenset[str]
    needs: str = ""

    def holds(self, listed: Exact) -> bool:
        """Whether a row of the list is in this table."""
        return not self.needs or bool(getattr(listed, self.needs))
