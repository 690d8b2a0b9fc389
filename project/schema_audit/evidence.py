"""Asks the rows how many stand in the way of each fix: capped, many questions to a statement, partial if need be."""

import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import DatabaseError, transaction

from project.findings import Finding
from project.schema_audit.fixes.words import literal, live_table, quoted
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.questions import CAP, question
from project.schema_audit.session import Session

_QUESTIONS_PER_STATEMENT = 200
_BUDGET_SECONDS = 120.0
_MEASURED_ROWS = 1_000_000

# Rows in the way by the finding's fingerprint; above CAP: more than that; None: could not be counted.
Evidence = Mapping[str, int | None]


def gather(session: Session, findings: Sequence[Finding], comparison: Comparison) -> Evidence:
    """Count the rows in the way of each finding's fix; findings that rows don't matter to are left out."""
    asked: dict[str, str] = {}
    for finding in findings:
        outcome = guarded(finding.code, partial(question, finding, comparison))
        if outcome and not isinstance(outcome, Failure):
            asked[finding.fingerprint] = outcome
    until = time.monotonic() + _BUDGET_SECONDS
    counted: dict[str, int | None] = dict.fromkeys(asked)
    selects = {key: _counting(key, rows) for key, rows in asked.items()}
    return {**counted, **{key: row[0] for key, row in answers(session, selects, until).items()}}


def contents(session: Session, findings: Sequence[Finding], comparison: Comparison) -> Mapping[str, tuple[int, int]]:
    """What leftover columns hold, by fingerprint: values that are not NULL, and their bytes; not of big tables."""
    selects = {
        finding.fingerprint: _measuring(finding, pair)
        for finding in findings
        if finding.code == "orphaned_column"
        and (pair := comparison.tables[finding.table or ""]).live.estimated_rows <= _MEASURED_ROWS
    }
    measured = answers(session, selects, time.monotonic() + _BUDGET_SECONDS)
    return {key: (int(row[0]), int(row[1])) for key, row in measured.items()}


def answers(session: Session, selects: Mapping[str, str], until: float) -> dict[str, tuple[Any, ...]]:
    """The one row of each SELECT by its first column, its key; what can't be asked, or not in time, is left out."""
    found: dict[str, tuple[Any, ...]] = {}
    for chunk in _chunks(list(selects.values())):
        found.update(_ask(session, chunk, until))
    return found


def _chunks(selects: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(selects), _QUESTIONS_PER_STATEMENT):
        yield selects[start : start + _QUESTIONS_PER_STATEMENT]


def _ask(session: Session, selects: list[str], until: float) -> dict[str, tuple[Any, ...]]:
    """The answers; a statement that fails is asked in halves, to find the one question that fails."""
    if time.monotonic() > until:
        return {}
    try:
        with transaction.atomic(session.alias):
            session.cursor.execute(" UNION ALL ".join(selects))
            return {key: tuple(rest) for key, *rest in session.cursor.fetchall()}
    except DatabaseError:
        if len(selects) == 1:
            return {}
    middle = len(selects) // 2
    return _ask(session, selects[:middle], until) | _ask(session, selects[middle:], until)


def _counting(key: str, rows: str) -> str:
    return f"SELECT {literal(key)}, (SELECT count(*) FROM (SELECT {rows} LIMIT {CAP + 1}) AS found)"


def _measuring(finding: Finding, pair: TablePair) -> str:
    column = quoted(finding.column or "")
    size = f"coalesce(sum(pg_column_size({column})), 0)::bigint"
    return f"SELECT {literal(finding.fingerprint)}, count({column}), {size} FROM {live_table(pair.live)}"
