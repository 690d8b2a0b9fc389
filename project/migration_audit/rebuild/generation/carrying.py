"""Which operations the new chain takes over as they stand, and whether they would still do what they did."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from project.findings import Finding
from project.migration_audit.rebuild.chain import RefusedError
from project.migration_audit.rebuild.generation.old_chain import OldChain, key_of
from project.migration_audit.rebuild.generation.refusals import cannot_be_carried, unclassified
from project.migration_audit.rebuild.generation.source_code import nodes_of
from project.migration_audit.rebuild.generation.words import (
    World,
    lost_for_python,
    lost_for_sql,
    names_a_table,
    words_of,
    world,
)
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.kinds import Kind, classify, makes_object, sql_of, stands_for_state
from project.migration_audit.state import MigrationKey

# What models can be made of: it has to be there before them, and nothing of it speaks about a table.
_MATERIAL = re.compile(
    r"\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:TRUSTED\s+)?"
    r"(?:EXTENSION|TYPE|DOMAIN|SCHEMA|COLLATION|FUNCTION|SEQUENCE|CAST|AGGREGATE|OPERATOR|TEXT\s+SEARCH\s+\w+)\s+"
    r"(?:IF\s+NOT\s+EXISTS\s+)?(?P<name>[\w.\"]+)",
    re.I,
)
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.S)


@dataclass(frozen=True, kw_only=True)
class Carried:
    """An operation for the new chain, the item it comes from, and whether the tables need it before they are made."""

    item: InventoryItem
    operation: Operation
    first: bool


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What is carried over, in the old order, and what is left out and why (its item says it)."""

    carried: tuple[Carried, ...]
    left_out: tuple[InventoryItem, ...]


def decide(old: OldChain, items: Sequence[InventoryItem], end: ProjectState) -> Decided:
    """Look at each operation in the world it was written for; RefusedError with all that can't be carried."""
    special = {(item.migration, item.position): item for item in items if item.kind not in _MADE_AGAIN}
    at_end = world(end)
    carried: list[Carried] = []
    refused: list[Finding] = []
    for item, operation, then in _in_their_worlds(old, special):
        if item.kind is Kind.UNKNOWN:
            refused.append(unclassified(item))
            continue
        for part in parts_to_carry(operation):
            lost = list(dict.fromkeys(_lost(part, item, then, at_end)))
            if lost:
                refused.append(cannot_be_carried(item, f"at the end of the chain there is no {', '.join(lost[:5])}"))
            carried.append(Carried(item=item, operation=part, first=_comes_first(part, then, at_end, carried)))
    if refused:
        raise RefusedError(*refused)
    return Decided(carried=tuple(carried), left_out=tuple(item for item in items if _is_left_out(item)))


_MADE_AGAIN = (Kind.SCHEMA, Kind.ELIDABLE)


def parts_to_carry(operation: Operation) -> Iterator[Operation]:
    """The operation, or what of a SeparateDatabaseAndState the models don't make again."""
    if not isinstance(operation, SeparateDatabaseAndState):
        yield operation
        return
    for part in operation.database_operations:
        kind = classify(part).kind
        if kind is Kind.SEED or (kind is Kind.DDL and not stands_for_state(operation)):
            yield from parts_to_carry(part)


def _is_left_out(item: InventoryItem) -> bool:
    return item.kind is Kind.ELIDABLE or (item.kind is Kind.SCHEMA and item.by_hand)


def _in_their_worlds(
    old: OldChain, special: dict[tuple[MigrationKey, int], InventoryItem]
) -> Iterator[tuple[InventoryItem, Operation, World]]:
    state = ProjectState(real_apps=set(old.unmigrated))
    for migration in old.migrations:
        for position, operation in enumerate(migration.operations):
            item = special.get((key_of(migration), position))
            if item is not None:
                yield item, operation, world(state)
            operation.state_forwards(migration.app_label, state)


def _lost(operation: Operation, item: InventoryItem, then: World, end: World) -> Iterator[str]:
    if isinstance(operation, RunPython):
        yield from lost_for_python(nodes_of(operation.code), item.migration.app, then, end)
    elif isinstance(operation, RunSQL):
        yield from lost_for_sql(words_of(" ".join(_sql(operation))), then, end)
    else:
        yield from lost_for_sql(words_of(repr(operation.deconstruct()[1:])), then, end)


def _comes_first(operation: Operation, then: World, end: World, before: Sequence[Carried]) -> bool:
    if makes_object(operation):
        return True
    if not isinstance(operation, RunSQL):
        return False
    statements = [part for text in _sql(operation) for part in _statements(text)]
    made = [_MATERIAL.match(statement) for statement in statements]
    words = words_of(" ".join(statements))
    if not all(made) or names_a_table(words, then, end):
        return False
    names = {name for found in made if found for name in words_of(found["name"])}
    later = (c.operation for c in before if not c.first and isinstance(c.operation, RunSQL))
    return not any(names & words_of(" ".join(_sql(other))) for other in later)


def _sql(operation: RunSQL) -> list[str]:
    """Without comments: what they speak about is not touched."""
    return [_COMMENT.sub(" ", text) for text in sql_of(operation)]


def _statements(text: str) -> list[str]:
    """Cut at semicolons outside of dollar quotes, as far as the first words of each matter."""
    unquoted = re.sub(r"(\$\w*\$).*?\1|'(?:[^']|'')*'", "''", text, flags=re.S)
    return [part for part in unquoted.split(";") if part.strip()]
