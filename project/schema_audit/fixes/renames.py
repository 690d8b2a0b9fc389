"""Names that are in the way of one another: exchanged, passed on, or held by something that should not have them."""

from collections.abc import Callable, Iterator

from project.findings import Fix, Tier
from project.schema_audit.fixes import words
from project.schema_audit.fixes.renamed_tables import OVER_AN_INDEX, names_of, renamed_from
from project.schema_audit.fixes.steps import (
    SHARE_UPDATE_EXCLUSIVE,
    Step,
    alter,
    by_hand,
    drop_constraint,
    drop_index,
    fix,
)
from project.schema_audit.matching import Comparison, TablePair

Rename = Callable[[str, str], Step]


def index_rename(pair: TablePair) -> Rename:
    """How indexes of the table are renamed while everything goes on."""
    schema = f"{words.quoted(pair.live.schema)}." if pair.owner.schema else ""
    return lambda old, new: Step(
        f"ALTER INDEX {schema}{words.quoted(old)} RENAME TO {words.quoted(new)}", SHARE_UPDATE_EXCLUSIVE
    )


def constraint_rename(pair: TablePair) -> Rename:
    """How constraints of the table are renamed."""
    return lambda old, new: alter(pair, f"RENAME CONSTRAINT {words.quoted(old)} TO {words.quoted(new)}")


def rename(pair: TablePair, old: str, new: str, step: Rename) -> Fix:
    """Rename one thing of the table, with what has its name now; each name is changed by one fix only."""
    wanted = wrong_names(pair)
    if old in missing_names(pair):
        return by_hand(f"The fix of the missing {old} renames it.")
    follower = next((live for live, name in wanted.items() if name == old), None)
    if follower and (wanted[old] != follower or follower < old):
        return by_hand(f"The fix of {follower} renames it.")
    if new not in wanted:
        return fix(Tier.AUTO, [step(old, new)], undo=[step(new, old).sql])
    if wanted[new] == old:
        aside = f"{old[:55]}_aside"
        there, back = [(old, aside), (new, old), (aside, new)], [(new, aside), (old, new), (aside, old)]
    else:
        there, back = [(new, wanted[new]), (old, new)], [(new, old), (wanted[new], new)]
    return fix(Tier.AUTO, [step(*pair) for pair in there], undo=[step(*pair).sql for pair in back])


def wrong_names(pair: TablePair) -> dict[str, str]:
    """The right name of each index and constraint that is right but for its name."""
    constraints = (one for matched in pair.constraints.values() for one in matched.same)
    indexes = [(live.name, expected.name) for live, expected in pair.indexes.same]
    everything = [*indexes, *((live.name, expected.name) for live, expected in constraints)]
    return {found: right for found, right in everything if found != right}


def missing_names(pair: TablePair) -> set[str]:
    """The names of the missing indexes and constraints."""
    lost = (one.name for matched in pair.constraints.values() for one in matched.missing)
    return {*lost, *(index.name for index in pair.indexes.missing)}


def freed(pair: TablePair, name: str, comparison: Comparison) -> Iterator[Step]:
    """Take its name from whatever has the name of a missing constraint or index and is something else."""
    yield from (drop_index(pair, index.name) for index in pair.indexes.extra if index.name == name)
    for matched in pair.constraints.values():
        yield from (drop_constraint(pair, one.name) for one in matched.extra if one.name == name)
    if right := wrong_names(pair).get(name):
        on_index = any(live.name == name for live, _ in pair.indexes.same)
        yield (index_rename if on_index else constraint_rename)(pair)(name, right)
    yield from freed_elsewhere(pair.live.schema, pair.name, name, comparison)


def freed_elsewhere(schema: str, but: str, name: str, comparison: Comparison) -> Iterator[Step]:
    """Drop the extra index or rule of another table, and rename that of a leftover one; a schema has each name once."""
    for other in comparison.tables.values():
        if other.live.schema == schema and other.name != but:
            yield from (drop_index(other, index.name) for index in other.indexes.extra if index.name == name)
            extra = (one for kind in OVER_AN_INDEX for one in other.constraints[kind].extra if one.name == name)
            yield from (drop_constraint(other, one.name) for one in extra)
    for table in comparison.extra.values():
        renamed = any(renamed_from(missing, comparison) is table for missing in comparison.missing)
        if table.schema == schema and name in names_of(table) and not renamed:
            held = f"{words.quoted(schema)}.{words.quoted(name)}"
            yield Step(f"ALTER INDEX {held} RENAME TO {words.quoted(f'{name[:55]}_old')}", SHARE_UPDATE_EXCLUSIVE)


def takes_its_name(pair: TablePair, name: str | None, comparison: Comparison) -> str:
    """What is missing under the name of something that is one too many: whose fix takes the other away."""
    for kind, matched in pair.constraints.items():
        if any(constraint.name == name for constraint in matched.missing):
            return kind.name.lower().replace("_", " ")
    if any(index.name == name for index in pair.indexes.missing):
        return "index"
    others = (one for one in comparison.tables.values() if one.live.schema == pair.live.schema and one is not pair)
    return next((f"{name} of {other.name}" for other in others if name in missing_names(other)), "")
