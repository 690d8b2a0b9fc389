"""A key in place of another one, under the foreign keys that stand on it: PostgreSQL drops no key before them."""

from collections.abc import Iterator

from project.schema_audit.fixes import words
from project.schema_audit.fixes.steps import SHARE_ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, Step
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Constraint, Kind, Table


def without_foreign_keys(pair: TablePair, key: Constraint, comparison: Comparison, steps: list[Step]) -> list[Step]:
    """The steps, with the foreign keys that stand on the live key away meanwhile."""
    standing = list(_standing_on(pair, key, comparison))
    before = [_altered(table, comparison, f"DROP CONSTRAINT {words.quoted(one.name)}") for table, one in standing]
    return [*before, *steps, *(step for table, one in standing for step in _again(table, one, comparison))]


def _standing_on(pair: TablePair, key: Constraint, comparison: Comparison) -> Iterator[tuple[Table, Constraint]]:
    """Each with the table that holds it."""
    if key.kind not in (Kind.PRIMARY_KEY, Kind.UNIQUE):
        return
    for table in comparison.live.tables.values():
        for one in table.of_kind(Kind.FOREIGN_KEY):
            if one.target and one.target.table == pair.name and set(one.target.columns) == set(key.columns):
                yield table, one


def _again(table: Table, key: Constraint, comparison: Comparison) -> Iterator[Step]:
    """As it was; one that was never validated isn't now, and a partitioned table can have none like that."""
    added = f"ADD CONSTRAINT {words.quoted(key.name)} {words.constraint(key, comparison.owners)}"
    if table.kind == "p":
        yield _altered(table, comparison, added)
        return
    yield _altered(table, comparison, f"{added} NOT VALID")
    if key.validated:
        validated = f"VALIDATE CONSTRAINT {words.quoted(key.name)}"
        yield _altered(table, comparison, validated, SHARE_UPDATE_EXCLUSIVE)


def _altered(table: Table, comparison: Comparison, action: str, lock: str = SHARE_ROW_EXCLUSIVE) -> Step:
    owner = comparison.owners.get(table.name)
    return Step(f"ALTER TABLE {words.owned_table(owner) if owner else words.live_table(table)} {action}", lock)
