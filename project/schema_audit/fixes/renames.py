"""Plans for names: of what is called otherwise, and of what has the name of something that is missing."""

from collections.abc import Iterator

from project.findings import Fix, Tier
from project.schema_audit.fixes.misnamed import Chain, Misnamed
from project.schema_audit.fixes.names_to_give import home
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.room import Room, free_name, renaming, room_on
from project.schema_audit.fixes.steps import Step, by_hand, fix
from project.schema_audit.index_names import OVER_AN_INDEX, names_of
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Constraint, Index


def rename(pair: TablePair, found: Constraint | Index, planning: Planning) -> Fix:
    """Rename one thing of the table, with all that have one another's names; each is renamed by one fix only."""
    wrong = planning.misnamed.find(pair, found.name, constraint=isinstance(found, Constraint))
    if wrong is None:
        raise LookupError(found.name)
    chain = planning.misnamed.chain(wrong)
    first, last = chain.links[0], chain.links[-1]
    if waiting := _takes(first, planning.comparison):
        return by_hand(f"The fix of the missing {waiting} renames it.")
    if chain.leader != wrong:
        return by_hand(f"The fix of {chain.leader.name} renames it.")
    room = Room()
    if not chain.is_circle:
        room = room_on(last.pair, last.right, planning, constraint=last.of_constraint, relation=last.of_relation)
    if room.refused:
        return by_hand(room.refused)
    moves = list(_moves(chain, planning))
    steps = [*room.steps, *(there for there, _ in moves)]
    undo = [*(back.sql for _, back in reversed(moves)), *room.undo]
    return fix(Tier.CONFIRM if room.steps else Tier.AUTO, steps, undo=undo, note=" ".join(room.notes))


def missing_names(pair: TablePair) -> set[str]:
    """The names of the missing indexes and constraints."""
    lost = (one.name for matched in pair.constraints.values() for one in matched.missing)
    return {*lost, *(index.name for index in pair.indexes.missing)}


def takes_its_name(pair: TablePair, extra: Constraint | Index, planning: Planning) -> str:
    """What should have the name of something that is one too many: whose fix takes the other away."""
    constraint = isinstance(extra, Constraint)
    relation = not isinstance(extra, Constraint) or extra.kind in OVER_AN_INDEX
    if missing := _missing_under(pair, extra.name, planning.comparison, constraint=constraint, relation=relation):
        return f"the missing {missing}"
    waiting = planning.misnamed.waiting(pair, extra.name, constraint=constraint, relation=relation)
    return waiting.name if waiting else ""


def _takes(wrong: Misnamed, comparison: Comparison) -> str:
    of = {"constraint": wrong.of_constraint, "relation": wrong.of_relation}
    return _missing_under(wrong.pair, wrong.name, comparison, **of)


def _missing_under(pair: TablePair, name: str, comparison: Comparison, *, constraint: bool, relation: bool) -> str:
    for kind, matched in pair.constraints.items():
        if (constraint or kind in OVER_AN_INDEX) and any(one.name == name for one in matched.missing):
            return kind.name.lower().replace("_", " ")
    if not relation:
        return ""
    if any(index.name == name for index in pair.indexes.missing):
        return "index"
    return next((f"{name} of {other}" for other in waiting_for(pair.live.schema, name, comparison)), "")


def waiting_for(schema: str, name: str, comparison: Comparison) -> Iterator[str]:
    """The tables of which an index of the name is missing, or that are themselves, and the one of the name."""
    for other in comparison.unequal:
        lost = [one.name for kind in OVER_AN_INDEX for one in other.constraints[kind].missing]
        lost += [index.name for index in other.indexes.missing]
        if other.live.schema == schema and name in lost:
            yield other.name
    for table, missing in comparison.missing.items():
        if home(table, comparison) == schema and name in (comparison.owners[table].relation, *names_of(missing)):
            yield table


def _moves(chain: Chain, planning: Planning) -> Iterator[tuple[Step, Step]]:
    """The last of the chain first; in a circle the first steps aside before. Each with what takes it back."""
    first, *others = chain.links
    now = first.name
    if chain.is_circle:
        now = free_name(first.pair.live.schema, first.name, "aside", planning)
        yield _both_ways(first, first.name, now)
    yield from (_both_ways(one, one.name, one.right) for one in reversed(others))
    yield _both_ways(first, now, first.right)


def _both_ways(one: Misnamed, old: str, new: str) -> tuple[Step, Step]:
    step = renaming(one)
    return step(old, new), step(new, old)
