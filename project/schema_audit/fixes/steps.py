"""The statements of one fix with the lock each takes, in the forms that don't block a running application."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from project import findings
from project.findings import Direction, Fix, Tier
from project.schema_audit.fixes import words
from project.schema_audit.matching import TablePair
from project.schema_audit.owners import Owner
from project.schema_audit.schema import Constraint, Index, Kind

ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE"
SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE"
SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE"
ROW_SHARE = "ROW SHARE"


@dataclass(frozen=True, slots=True)
class Step:
    """One statement and the strongest lock it takes on a table that exists."""

    sql: str
    lock: str = ACCESS_EXCLUSIVE


def fix(
    tier: Tier,
    steps: Iterable[Step],
    *,
    note: str = "",
    undo: Iterable[str] = (),
    rewrites: bool = False,
    manual: Iterable[str] = (),
) -> Fix:
    """The fix that these steps make."""
    listed = tuple(steps)
    return Fix(
        tier=tier,
        direction=Direction.DATABASE,
        sql=tuple(step.sql for step in listed),
        locks=tuple(step.lock for step in listed),
        rewrites=rewrites,
        undo_sql=tuple(undo),
        manual_sql=tuple(manual),
        note=note,
    )


def by_hand(note: str, manual: Iterable[str] = (), *, direction: Direction = Direction.DATABASE) -> Fix:
    """What only a person may decide."""
    return findings.by_hand(direction, note, tuple(manual))


def alter(pair: TablePair, action: str, lock: str = ACCESS_EXCLUSIVE) -> Step:
    """ALTER TABLE on the pair's table."""
    return Step(f"ALTER TABLE {words.owned_table(pair.owner)} {action}", lock)


def drop_constraint(pair: TablePair, name: str) -> Step:
    """Drop a constraint of the pair's table."""
    return alter(pair, f"DROP CONSTRAINT {words.quoted(name)}")


def add_constraint(pair: TablePair, constraint: Constraint, targets: Mapping[str, Owner]) -> list[Step]:
    """Add a constraint of any kind so that reads and writes go on meanwhile, as far as its kind allows."""
    if constraint.kind in (Kind.UNIQUE, Kind.PRIMARY_KEY):
        return _add_by_index(pair, constraint)
    added = f"ADD CONSTRAINT {words.quoted(constraint.name)} {words.constraint(constraint, targets)}"
    lock = SHARE_ROW_EXCLUSIVE if constraint.kind is Kind.FOREIGN_KEY else ACCESS_EXCLUSIVE
    if constraint.kind is Kind.EXCLUSION or (constraint.kind is Kind.FOREIGN_KEY and pair.live.kind == "p"):
        return [alter(pair, added, lock)]
    return [alter(pair, f"{added} NOT VALID", lock), validate(pair, constraint.name)]


def validate(pair: TablePair, name: str) -> Step:
    """Look at the rows that were there before the constraint."""
    return alter(pair, f"VALIDATE CONSTRAINT {words.quoted(name)}", SHARE_UPDATE_EXCLUSIVE)


def create_index(pair: TablePair, index: Index, *, name: str | None = None) -> Step:
    """Build an index while writes go on; a partitioned table can't."""
    concurrently = pair.live.kind != "p"
    lock = SHARE_UPDATE_EXCLUSIVE if concurrently else "SHARE"
    return Step(words.index(index, words.owned_table(pair.owner), name=name, concurrently=concurrently), lock)


def drop_index(pair: TablePair, name: str) -> Step:
    """Drop an index while everything goes on."""
    schema = f"{words.quoted(pair.live.schema)}." if pair.owner.schema else ""
    if pair.live.kind == "p":
        return Step(f"DROP INDEX {schema}{words.quoted(name)}")
    return Step(f"DROP INDEX CONCURRENTLY {schema}{words.quoted(name)}", SHARE_UPDATE_EXCLUSIVE)


def _add_by_index(pair: TablePair, constraint: Constraint) -> list[Step]:
    """A key over an index that was built beside the running application."""
    noun = "PRIMARY KEY" if constraint.kind is Kind.PRIMARY_KEY else "UNIQUE"
    if pair.live.kind == "p":
        return [alter(pair, f"ADD CONSTRAINT {words.quoted(constraint.name)} {constraint.definition}")]
    rest = constraint.definition.removeprefix(noun).strip()
    nulls = " NULLS NOT DISTINCT" if rest.startswith("NULLS NOT DISTINCT") else ""
    keys, _, moment = rest.removeprefix("NULLS NOT DISTINCT").strip().partition(" DEFERRABLE")
    built = Index(name=constraint.name, definition=f"btree {keys}{nulls}", columns=constraint.columns, unique=True)
    deferrable = f" DEFERRABLE{moment}" if constraint.deferrable else ""
    using = f"{noun} USING INDEX {words.quoted(constraint.name)}{deferrable}"
    return [create_index(pair, built), alter(pair, f"ADD CONSTRAINT {words.quoted(constraint.name)} {using}")]
