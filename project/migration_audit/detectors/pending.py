"""What pending migrations would do to a running site, and whether they can be taken back."""

from collections.abc import Iterator, Sequence

from project.findings import Direction, Finding, Fix, Severity, Tier, by_hand
from project.migration_audit.plan import PlannedMigration
from project.migration_audit.state import MigrationState
from project.migration_audit.unsafe.effect import Lock, Work
from project.migration_audit.unsafe.rules import RULES
from project.migration_audit.unsafe.weigh import Weighed

_LONGEST = 100
Breach = tuple[str | None, str | None]


def unsafe_operation(state: MigrationState) -> Iterator[Finding]:
    """A pending statement that breaks a rule of docs/unsafe-operations.md on a table of the size it has today.

    One finding for each table and column of a migration, and one for what its statements do together.
    """
    for migration in state.waiting:
        places: dict[Breach, list[Weighed]] = {}
        for one in (*migration.weighed, *migration.together):
            if one.severity is not None:
                places.setdefault((one.effect.table, one.effect.column), []).append(one)
        for place, breaches in places.items():
            yield _unsafe(migration, place, breaches)


def irreversible_operation(state: MigrationState) -> Iterator[Finding]:
    """A pending migration that `migrate` can't take back; of an installed package it is worth a word only."""
    for migration in state.waiting:
        found = [operation.text for operation in migration.operations if not operation.reversible]
        if found:
            ours = state.is_ours(migration.key.app)
            yield Finding(
                code="irreversible_operation",
                severity=Severity.WARNING if ours else Severity.INFO,
                message=f"{migration.key} can't be taken back: {'; '.join(found)}.",
                object=str(migration.key),
                app=migration.key.app,
                expected="a way back for every operation",
                actual="; ".join(found),
                cause_detail="RunPython without reverse_code, RunSQL without reverse_sql, or another one that says so.",
                fix=by_hand(
                    Direction.CODE,
                    "Give it reverse_code or reverse_sql; RunPython.noop or RunSQL.noop where nothing has to be undone."
                    if ours
                    else "Back up what it changes before `migrate`.",
                ),
            )


def _unsafe(migration: PlannedMigration, place: Breach, breaches: Sequence[Weighed]) -> Finding:
    table, column = place
    rules = list(dict.fromkeys(one.effect.rule or "" for one in breaches))
    worst = min((one.severity for one in breaches if one.severity), key=lambda severity: severity.rank)
    lock = max((one.effect.lock for one in breaches), key=lambda one: one.rank)
    rewrites = any(one.effect.work is Work.REWRITE for one in breaches) and table is not None
    size = next((one.table.in_words for one in breaches if one.table), "")
    statements = list(dict.fromkeys(one.statement for one in breaches if one.statement))
    on = f"{lock.value} on {table}" if table and lock is not Lock.NONE else ""
    return Finding(
        code="unsafe_operation",
        severity=worst,
        message=" ".join([*_sentences(migration, breaches), *_held(on, size, lock, rewrites=rewrites)]),
        table=table,
        column=column,
        object=str(migration.key),
        app=migration.key.app,
        expected="safe while the application runs",
        actual=", ".join(rules),
        cause_detail=f"`{_short(statements[0])}`" if statements else "",
        details=(
            ("rules", ", ".join(rules)),
            ("lock", lock.value),
            ("rewrites", "yes" if rewrites else "no"),
            ("table size", size),
            ("statements", "\n".join(statements)),
        ),
        fix=Fix(
            tier=Tier.PLAN,
            direction=Direction.CODE,
            locks=(on,) if on else (),
            rewrites=rewrites,
            note=" ".join(RULES[rule].recipe for rule in rules),
        ),
    )


def _sentences(migration: PlannedMigration, breaches: Sequence[Weighed]) -> Iterator[str]:
    """`shop.0002_price adds ...`: the trouble of each rule once."""
    for number, rule in enumerate(dict.fromkeys(one.effect.rule or "" for one in breaches)):
        details = {one.effect.detail for one in breaches if one.effect.rule == rule and one.effect.detail}
        told = f" ({', '.join(sorted(details))})" if details else ""
        yield f"{migration.key if not number else 'It'} {RULES[rule].trouble}{told}."


def _held(on: str, size: str, lock: Lock, *, rewrites: bool) -> Iterator[str]:
    if on:
        anew = ", which it writes anew" if rewrites else ""
        yield f"It takes {on} ({size or 'no rows'}){anew}: {lock.blocks}."
    elif size:
        yield f"The largest table has {size}."


def _short(statement: str) -> str:
    text = " ".join(statement.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
