"""Names that an existing database has otherwise than a fresh one, and the statements that give it the new ones."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from project.migration_audit.rebuild.proof.facts import constraint_words, index_words
from project.schema_audit.fixes.words import quoted
from project.schema_audit.schema import Constraint, Index, Schema, Table

_LONGEST_NAME = 63
_Named = TypeVar("_Named", Constraint, Index)


class Rename(NamedTuple):
    """`begin` and `middle` stand around the old name; the new one ends the statement."""

    schema: str
    begin: str
    old: str
    middle: str
    new: str

    @property
    def sql(self) -> str:
        """The whole statement."""
        return f"{self.begin}{quoted(self.old)}{self.middle}{quoted(self.new)}"


def rename_statements(old: Schema, new: Schema, told: Callable[[str], str]) -> tuple[str, ...]:
    """Statements in an order in which no name is taken twice at the same time.

    `told` makes the words of both sides comparable: each may stand in a scratch schema of its own.
    """
    wanted = [rename for name in sorted({*old.tables} & {*new.tables}) for rename in _of_table(old, new, name, told)]
    taken = {(table.schema, name) for table in old.tables.values() for name in _names(table)}
    return tuple(rename.sql for rename in _in_order(wanted, taken))


def _of_table(old_schema: Schema, new_schema: Schema, name: str, told: Callable[[str], str]) -> Iterator[Rename]:
    old, new = old_schema.tables[name], new_schema.tables[name]
    table = f"{quoted(old.schema)}.{quoted(old.relation)}"
    for one, other in _pairs(old.constraints, new.constraints, lambda one: told(_constraint_key(one))):
        yield Rename(old.schema, f"ALTER TABLE {table} RENAME CONSTRAINT ", one, " TO ", other)
    for one, other in _pairs(old.indexes, new.indexes, lambda one: told(index_words(one))):
        yield Rename(old.schema, f"ALTER INDEX {quoted(old.schema)}.", one, " RENAME TO ", other)
    for column, sequence in old.sequences.items():
        other_sequence = new.sequences.get(column)
        if other_sequence is not None and other_sequence.name != sequence.name:
            begin = f"ALTER SEQUENCE {quoted(sequence.schema)}."
            yield Rename(sequence.schema, begin, sequence.name, " RENAME TO ", other_sequence.name)


def _constraint_key(constraint: Constraint) -> str:
    return f"{constraint.kind} {constraint_words(constraint)}"


def _pairs(old: Sequence[_Named], new: Sequence[_Named], words: Callable[[_Named], str]) -> Iterator[tuple[str, str]]:
    """Those of equal words under different names; what has its name and its words on both sides takes no part."""
    same = {(one.name, words(one)) for one in old} & {(other.name, words(other)) for other in new}
    extra = [other for other in sorted(new, key=_name) if (other.name, words(other)) not in same]
    for one in sorted(old, key=_name):
        found = next((other for other in extra if words(other) == words(one)), None)
        if found is not None and (one.name, words(one)) not in same:
            extra.remove(found)
            yield one.name, found.name


def _name(named: Constraint | Index) -> str:
    return named.name


def _names(table: Table) -> Iterator[str]:
    yield table.relation
    yield from (constraint.name for constraint in table.constraints)
    yield from (index.name for index in table.indexes)
    yield from (sequence.name for sequence in table.sequences.values())


def _in_order(wanted: Iterable[Rename], taken: set[tuple[str, str]]) -> Iterator[Rename]:
    """A name that is still taken waits; where all wait for one another, one steps aside."""
    waiting = list(wanted)
    while waiting:
        ready = [rename for rename in waiting if (rename.schema, rename.new) not in taken]
        if not ready:
            first = waiting[0]
            aside = f"{first.old[: _LONGEST_NAME - 8]}_renamed"
            ready = [first._replace(new=aside)]
            waiting.append(first._replace(old=aside))
        for rename in ready:
            taken.discard((rename.schema, rename.old))
            taken.add((rename.schema, rename.new))
            yield rename
        done = {(rename.schema, rename.begin, rename.old) for rename in ready}
        waiting = [rename for rename in waiting if (rename.schema, rename.begin, rename.old) not in done]
