"""Foreign keys that can't be made before another fix: their target's own key is missing too."""

from collections.abc import Iterator

from project.schema_audit.fixes import words
from project.schema_audit.fixes.steps import SHARE_ROW_EXCLUSIVE, Step, add_constraint
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Constraint, Kind


def awaits_a_key(key: Constraint, comparison: Comparison) -> bool:
    """Whether the foreign key leads to columns that nothing keeps unique at the moment."""
    target = comparison.tables.get(key.target.table) if key.target else None
    if target is None or key.target is None:
        return False
    lost = (one for kind in (Kind.PRIMARY_KEY, Kind.UNIQUE) for one in target.constraints[kind].missing)
    return any(set(one.columns) == set(key.target.columns) for one in lost)


def awaiting(pair: TablePair, made: Constraint, comparison: Comparison) -> Iterator[Step]:
    """The foreign keys of new tables and new columns that wait for this key of the table."""
    if made.kind not in (Kind.PRIMARY_KEY, Kind.UNIQUE):
        return
    for name, table in comparison.missing.items():
        for key in table.of_kind(Kind.FOREIGN_KEY):
            if _leads_to(key, pair, made):
                yield add_to_new(words.owned_table(comparison.owners[name]), key, comparison)
    for holder in comparison.tables.values():
        gone = {column.name for column in holder.columns.missing}
        for key in holder.expected.of_kind(Kind.FOREIGN_KEY):
            if gone.intersection(key.columns) and _leads_to(key, pair, made):
                yield from add_constraint(holder, key, comparison.owners)


def add_to_new(table: str, key: Constraint, comparison: Comparison) -> Step:
    """Add a foreign key to a table without rows."""
    added = f"ADD CONSTRAINT {words.quoted(key.name)} {words.constraint(key, comparison.owners)}"
    return Step(f"ALTER TABLE {table} {added}", SHARE_ROW_EXCLUSIVE)


def add_waiting(pair: TablePair, key: Constraint, comparison: Comparison) -> list[Step]:
    """Add a foreign key to a new table; where some row points anywhere it stays NOT VALID.

    A partitioned table can't have one NOT VALID: there it stays missing.
    """
    first, *rest = add_constraint(pair, key, comparison.owners)
    if rest:
        return [first, _if_nobody_points(pair, key, f"VALIDATE CONSTRAINT {words.quoted(key.name)}")]
    added = f"ADD CONSTRAINT {words.quoted(key.name)} {words.constraint(key, comparison.owners)}"
    return [_if_nobody_points(pair, key, added)]


def _if_nobody_points(pair: TablePair, key: Constraint, action: str) -> Step:
    table = words.owned_table(pair.owner)
    pointing = f"SELECT FROM {table} WHERE num_nulls({', '.join(map(words.quoted, key.columns))}) = 0"
    return Step(
        f"DO $fix$ BEGIN IF NOT EXISTS ({pointing}) THEN ALTER TABLE {table} {action}; END IF; END $fix$",
        SHARE_ROW_EXCLUSIVE,
    )


def _leads_to(key: Constraint, pair: TablePair, made: Constraint) -> bool:
    target = key.target
    return target is not None and target.table == pair.name and set(target.columns) == set(made.columns)
