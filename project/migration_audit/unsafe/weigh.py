"""Weighs the operations of a migration: what each statement does, and what they do together. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from project.findings import Severity
from project.migration_audit.unsafe.act import What
from project.migration_audit.unsafe.effect import Effect, Lock, Work
from project.migration_audit.unsafe.facts import Facts, TableFacts
from project.migration_audit.unsafe.journey import Journey
from project.migration_audit.unsafe.judge import effects_of
from project.migration_audit.unsafe.parse import acts_of
from project.migration_audit.unsafe.rule import Kind
from project.migration_audit.unsafe.rules import RULES
from project.migration_audit.unsafe.words import cut

# Whoever waits notices: from here on a table is of some size, and from here on it is big.
_SOME_ROWS, _SOME_BYTES = 10_000, 10 * 1024**2
_BIG = {Work.REWRITE: (100_000, 100 * 1024**2), Work.INDEX: (1_000_000, 1024**3), Work.SCAN: (1_000_000, 1024**3)}
_BUSY_WRITES_PER_SECOND = 10
_LEVELS = {
    Kind.BLOCKS: (Severity.INFO, Severity.WARNING, Severity.ERROR),
    Kind.WAITS: (None, Severity.INFO, Severity.WARNING),
}
_NOT_A_CHANGE = frozenset({What.HARMLESS, What.SET_LOCK_TIMEOUT, What.END_TRANSACTION})


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """One effect of one statement, on a live table (None: not there, or new in this plan), and how grave it is."""

    statement: str
    effect: Effect
    table: TableFacts | None = None
    severity: Severity | None = None
    is_change: bool = True


def weigh(statements: Iterable[str], facts: Facts, journey: Journey) -> list[Weighed]:
    """The effects of some statements in their order; the journey goes on."""
    found: list[Weighed] = []
    for statement in statements:
        if journey.uses_new_value(cut(statement)):
            effect = Effect(table=None, lock=Lock.NONE, rule="enum_value_used_at_once")
            found.append(_weighed(statement, effect, facts, journey))
        for act in acts_of(statement):
            for effect in effects_of(act, facts, journey):
                one = _weighed(statement, effect, facts, journey)
                found.append(replace(one, is_change=act.what not in _NOT_A_CHANGE))
    return found


def weigh_together(weighed: Sequence[Weighed], facts: Facts, *, atomic: bool, python: int) -> Iterator[Weighed]:
    """What is unsafe only since it stands in one migration; `python` counts its operations that are no SQL."""
    if atomic:
        yield from _closed_while_written(weighed, python)
        yield from _waits_without_end(weighed, facts)
    elif len({one.statement for one in weighed if one.is_change}) + python > 1:
        yield _together("several_without_transaction", Effect(table=None, lock=Lock.NONE), None)


def severity_of(kind: Kind, work: Work, table: TableFacts | None, *, known: bool = True) -> Severity | None:
    """How grave a rule's breach is; None where nobody can notice. `known` is False for tables new in this plan."""
    if not known:
        return Severity.ERROR if kind is Kind.FAILS else None
    is_empty = table is not None and not table.rows
    always = {
        Kind.FAILS: Severity.ERROR,
        Kind.BREAKS: Severity.INFO if is_empty else Severity.WARNING,
        Kind.HINDERS: None if is_empty else Severity.WARNING,
        Kind.UNKNOWN: Severity.INFO,
    }
    return always[kind] if kind in always else _by_size(kind, work, table)


def _by_size(kind: Kind, work: Work, table: TableFacts | None) -> Severity | None:
    if table is None or not table.rows:
        return None
    level = _size_level(table, work if kind is Kind.BLOCKS else Work.SCAN)
    if table.writes_per_second >= _BUSY_WRITES_PER_SECOND:
        level += 1
    levels = _LEVELS[kind]
    return levels[min(level, len(levels) - 1)]


def _size_level(table: TableFacts, work: Work) -> int:
    rows, size = _BIG.get(work, _BIG[Work.SCAN])
    if table.rows >= rows or table.bytes >= size:
        return 2
    return int(table.rows >= _SOME_ROWS or table.bytes >= _SOME_BYTES)


def _weighed(statement: str, effect: Effect, facts: Facts, journey: Journey) -> Weighed:
    name = effect.table and journey.live_name(effect.table)
    is_new = effect.table in journey.new_tables
    table = None if is_new else facts.table(name)
    if effect.rule is None:
        return Weighed(statement=statement, effect=effect, table=table)
    rule = RULES[effect.rule]
    if effect.rule == "add_column_not_null" and table is not None and not table.rows:
        return Weighed(statement=statement, effect=replace(effect, rule=None), table=table)
    severity = severity_of(rule.kind, effect.work, table, known=not is_new)
    return Weighed(statement=statement, effect=effect, table=table, severity=severity)


def _closed_while_written(weighed: Sequence[Weighed], python: int) -> Iterator[Weighed]:
    """Tables that nobody can read until the transaction ends, while it writes rows or waits for another table."""
    closed = _largest(one for one in weighed if one.effect.lock is Lock.ACCESS_EXCLUSIVE)
    if not closed:
        return
    effect, table = closed[0].effect, closed[0].table
    if python or any(one.effect.rule == "write_all_rows" and one.table for one in weighed):
        yield _together("rows_and_schema", replace(effect, work=Work.REWRITE), table)
    if len(closed) > 1:
        yield _together("many_tables_locked", effect, table)


def _waits_without_end(weighed: Sequence[Weighed], facts: Facts) -> Iterator[Weighed]:
    """A lock that stops writers, asked for without a limit: whoever comes after it waits too."""
    strong = _largest(one for one in weighed if one.effect.lock.rank >= Lock.SHARE.rank)
    if strong and not facts.lock_timeout_seconds and not any(_sets_a_limit(one.statement) for one in weighed):
        yield _together("no_lock_timeout", strong[0].effect, strong[0].table)


def _sets_a_limit(statement: str) -> bool:
    return any(act.what is What.SET_LOCK_TIMEOUT for act in acts_of(statement))


def _together(rule: str, effect: Effect, table: TableFacts | None) -> Weighed:
    severity = severity_of(RULES[rule].kind, effect.work, table)
    about = Effect(table=None, lock=effect.lock, work=effect.work, rule=rule)
    return Weighed(statement="", effect=about, table=table, severity=severity, is_change=False)


def _largest(weighed: Iterable[Weighed]) -> list[Weighed]:
    """One for each table with rows, the largest first."""
    by_table = {one.table.name: one for one in weighed if one.table and one.table.rows}
    return sorted(by_table.values(), key=lambda one: one.table.bytes if one.table else 0, reverse=True)
