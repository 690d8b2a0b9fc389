"""Who holds the names that fixes want to give: a schema has each name once, whatever it is that has it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import DatabaseError

from project.schema_audit.fixes.names_to_give import names_to_give, ways_aside
from project.schema_audit.matching import Comparison
from project.schema_audit.session import Session, savepoint
from project.schema_audit.statements import statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A relation, by PostgreSQL's letter for its kind, or a type that is none (`T`).

    `table` is schema and name of what an index stands on; `readers` are views, defaults and columns that follow it.
    """

    kind: str
    told: str
    table: tuple[str, str] | None
    of_extension: bool
    readers: tuple[str, ...]

    @property
    def is_index(self) -> bool:
        """An index, of which a constraint may be made."""
        return self.kind in ("i", "I")


# By schema and name; a type and a sequence may share one.
Held = Mapping[tuple[str, str], tuple[Holder, ...]]


def held_names(session: Session, comparison: Comparison) -> Held:
    """The holders of all names that fixes could give; nothing of those that could not be looked at in time."""
    held = _holders(session, names_to_give(comparison))
    aside = {(schema, other) for schema, name in held for other in ways_aside(name)}
    return {**held, **_holders(session, aside)}


def _holders(session: Session, wanted: Collection[tuple[str, str]]) -> Held:
    if not wanted:
        return {}
    found = defaultdict[tuple[str, str], list[Holder]](list)
    parameters = {"schemas": [schema for schema, _ in wanted], "names": [name for _, name in wanted]}
    try:
        with savepoint(session):
            session.cursor.execute(statement("held_names"), parameters)
            for schema, name, kind, told, table, of_extension, readers in session.cursor.fetchall():
                holder = Holder(
                    kind=kind,
                    told=told,
                    table=(table[0], table[1]) if table else None,
                    of_extension=of_extension,
                    readers=tuple(readers),
                )
                found[schema, name].append(holder)
    except DatabaseError:
        # A fix that finds a name taken is refused, and changes nothing.
        return {}
    return {place: tuple(holders) for place, holders in found.items()}
