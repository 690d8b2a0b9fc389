"""What the two scratch databases differ in, once both chains have run."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from project.migration_audit.rebuild.chain import Difference
from project.migration_audit.rebuild.proof.facts import Facts, Place, read_facts
from project.migration_audit.rebuild.proof.rename_sql import rename_statements
from project.migration_audit.rebuild.proof.scratch import Scratch

# What goes with a table or a column that is missing: told once, at its root.
_OF_A_TABLE = frozenset({"column", "constraint", "index", "trigger", "storage", "column storage", "trigger state"})


@dataclass(frozen=True, kw_only=True)
class Structure:
    """Differences that are left when the old side has the new names, and the statements that give it those."""

    differences: tuple[Difference, ...]
    renames: tuple[str, ...]
    counts: Mapping[str, int]
    sha256: str
    tables: frozenset[str]


def compare_structure(old: BaseDatabaseWrapper, old_facts: Facts, new_facts: Facts, scratch: Scratch) -> Structure:
    """Renames are run in the old chain's scratch space, which is then read again."""
    renames = rename_statements(old_facts.schema, new_facts.schema, scratch.told)
    if renames:
        with old.cursor() as cursor:
            for statement in renames:
                cursor.execute(statement)
        old_facts = read_facts(old, scratch)
    differences = tuple(_differences(old_facts.words, new_facts.words))
    counts = Counter(place.kind for place in new_facts.words)
    return Structure(
        differences=differences,
        renames=tuple(map(scratch.told, renames)),
        counts=dict(sorted(counts.items())),
        sha256=new_facts.sha256,
        tables=frozenset(new_facts.schema.tables),
    )


def _differences(old: Mapping[Place, str], new: Mapping[Place, str]) -> Iterator[Difference]:
    gone = {place.name for place in {*old} ^ {*new} if place.kind == "table"}
    for place in sorted({*old, *new}):
        if old.get(place) == new.get(place):
            continue
        if place.kind in _OF_A_TABLE and any(place.name.startswith(f"{table}.") for table in gone):
            continue
        yield Difference(kind=place.kind, place=place.name, old=old.get(place), new=new.get(place))
