"""Names that something else has: whoever has one that a fix needs gives it up, and nothing is lost by it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

from project.schema_audit.fixes import words
from project.schema_audit.fixes.held_names import Holder
from project.schema_audit.fixes.misnamed import Misnamed
from project.schema_audit.fixes.names_to_give import beside
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.renamed_tables import heir_of
from project.schema_audit.fixes.steps import (
    ACCESS_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    Step,
    alter,
    create_index,
    drop_constraint,
    drop_index,
)
from project.schema_audit.index_names import OVER_AN_INDEX
from project.schema_audit.matching import Comparison, TablePair

_NOUNS = {
    "i": "INDEX",
    "I": "INDEX",
    "v": "VIEW",
    "m": "MATERIALIZED VIEW",
    "f": "FOREIGN TABLE",
    "S": "SEQUENCE",
    "c": "TYPE",
    "T": "TYPE",
}
_A_TYPE = "T"
Rename = Callable[[str, str], Step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The steps by which names become free and what takes them back, last first; `refused` says why they can't."""

    steps: tuple[Step, ...] = ()
    undo: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""

    def then(self, other: "Room") -> "Room":
        """Both, one after the other."""
        return Room(
            steps=self.steps + other.steps,
            undo=other.undo + self.undo,
            notes=self.notes + other.notes,
            refused=self.refused or other.refused,
        )


def together(rooms: Iterable[Room]) -> Room:
    """All of them, one after the other."""
    return reduce(Room.then, rooms, Room())


def room_on(pair: TablePair, name: str, planning: Planning, *, constraint: bool, relation: bool) -> Room:
    """Room for a name among the constraints of a table, among the relations of its schema, or both."""
    held = next((one for one in pair.live.constraints if one.name == name), None) if constraint else None
    own = _given_up(pair, name, planning, constraint=True) if held else Room()
    if not relation or (held and held.kind in OVER_AN_INDEX):
        return own
    return own.then(room_in(pair.live.schema, name, planning))


def room_in(schema: str, name: str, planning: Planning, *, of_table: bool = False) -> Room:
    """Room for a name among the relations of a schema; that of a table is its type's too."""
    holders = planning.held.get((schema, name), ())
    return together(_of_holder(schema, name, one, planning) for one in holders if of_table or one.kind != _A_TYPE)


def free_name(schema: str, name: str, suffix: str, planning: Planning) -> str:
    """A name like this one that nothing in the schema has."""
    *others, last = beside(name, suffix)
    return next((other for other in others if (schema, other) not in planning.held), last)


def renaming(one: Misnamed) -> Rename:
    """How it is renamed."""
    return constraint_rename(one.pair) if one.of_constraint else index_rename(one.pair)


def index_rename(pair: TablePair) -> Rename:
    """How indexes of the table are renamed while everything goes on."""
    schema = f"{words.quoted(pair.live.schema)}." if pair.owner.schema else ""
    return lambda old, new: Step(
        f"ALTER INDEX {schema}{words.quoted(old)} RENAME TO {words.quoted(new)}", SHARE_UPDATE_EXCLUSIVE
    )


def constraint_rename(pair: TablePair) -> Rename:
    """How constraints of the table are renamed."""
    return lambda old, new: alter(pair, f"RENAME CONSTRAINT {words.quoted(old)} TO {words.quoted(new)}")


def _of_holder(schema: str, name: str, holder: Holder, planning: Planning) -> Room:
    comparison = planning.comparison
    if holder.is_index and holder.table:
        if pair := _pair_at(*holder.table, comparison):
            constraint = any(one.name == name and one.kind in OVER_AN_INDEX for one in pair.live.constraints)
            return _given_up(pair, name, planning, constraint=constraint)
        if _is_renamed(*holder.table, comparison):
            return Room()
    if _is_renamed(schema, name, comparison):
        return Room()
    if holder.of_extension or _is_known(*(holder.table or (schema, name)), comparison):
        whose = "an extension's" if holder.of_extension else "another model's"
        return Room(refused=f"{holder.told} has the name {name}, and is {whose}: one of both needs another name.")
    return _aside(schema, name, holder, planning)


def _given_up(pair: TablePair, name: str, planning: Planning, *, constraint: bool) -> Room:
    """What has the name on a table of a model: dropped where it is one too many, else called by its right name."""
    if extra := next(_dropped(pair, name, planning, constraint=constraint), None):
        return extra
    wrong = planning.misnamed.find(pair, name, constraint=constraint)
    if wrong and wrong.pair is pair:
        before = room_on(pair, wrong.right, planning, constraint=wrong.of_constraint, relation=wrong.of_relation)
        return before.then(_renamed(renaming(wrong), name, wrong.right))
    if _is_paired(pair, name):
        return Room(refused=f"{name} of {pair.name} has the name: mend that first, then check again.")
    rename = constraint_rename(pair) if constraint else index_rename(pair)
    return _renamed(rename, name, free_name(pair.live.schema, name, "old", planning))


def _dropped(pair: TablePair, name: str, planning: Planning, *, constraint: bool) -> Iterator[Room]:
    if not constraint:
        for index in pair.indexes.extra:
            if index.name == name:
                yield Room(steps=(drop_index(pair, name),), undo=(create_index(pair, index).sql,))
        return
    for matched in pair.constraints.values():
        for one in matched.extra:
            if one.name == name:
                text = words.constraint(one, planning.comparison.owners)
                again = alter(pair, f"ADD CONSTRAINT {words.quoted(name)} {text}")
                yield Room(steps=(drop_constraint(pair, name),), undo=(again.sql,))


def _renamed(rename: Rename, old: str, new: str) -> Room:
    return Room(steps=(rename(old, new),), undo=(rename(new, old).sql,))


def _aside(schema: str, name: str, holder: Holder, planning: Planning) -> Room:
    """Somebody's work gets another name; what reads it goes by its number."""
    aside, noun = free_name(schema, name, "old", planning), _NOUNS.get(holder.kind, "TABLE")
    lock = SHARE_UPDATE_EXCLUSIVE if holder.is_index else ACCESS_EXCLUSIVE

    def rename(old: str, new: str) -> Step:
        return Step(f"ALTER {noun} {words.quoted(schema)}.{words.quoted(old)} RENAME TO {words.quoted(new)}", lock)

    note = f"{holder.told} has the name, and is called {aside} from then on"
    follows = f"; {', '.join(holder.readers)} follow it" if holder.readers else ""
    told = "." if holder.is_index else f"{follows}; SQL elsewhere that names it must be changed."
    moved = _renamed(rename, name, aside)
    return Room(steps=moved.steps, undo=moved.undo, notes=(note + told,))


def _pair_at(schema: str, relation: str, comparison: Comparison) -> TablePair | None:
    for name in (relation, f"{schema}.{relation}"):
        pair = comparison.tables.get(name)
        if pair and (pair.live.schema, pair.live.relation) == (schema, relation):
            return pair
    return None


def _is_paired(pair: TablePair, name: str) -> bool:
    """Whether the models ask for what has the name; on a leftover column nothing is asked for."""
    indexes = [live.name for live, _ in pair.indexes.pairs]
    constraints = [live.name for matched in pair.constraints.values() for live, _ in matched.pairs]
    return name in (*indexes, *constraints)


def _is_known(schema: str, relation: str, comparison: Comparison) -> bool:
    """Whether a model names the table or view, or a migration makes it."""
    called = relation if schema == comparison.live.default_schema else f"{schema}.{relation}"
    ours = called in comparison.known or called in comparison.owners
    return (ours and called not in comparison.missing) or called in comparison.expected.views


def _is_renamed(schema: str, relation: str, comparison: Comparison) -> bool:
    """Whether the table is a missing one by another name, which it gets back."""
    displaced = (comparison.live.tables[name] for name in comparison.displaced)
    if any((table.schema, table.relation) == (schema, relation) for table in displaced):
        return True
    leftovers = (table for table in comparison.extra.values() if (table.schema, table.relation) == (schema, relation))
    return any(heir_of(table, comparison) for table in leftovers)
