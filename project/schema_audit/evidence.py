"""Asks the rows how many stand in the way of each fix: capped, many questions to a statement, partial if need be."""

import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.db import DatabaseError, transaction

from project.findings import Finding
from project.schema_audit.fixes.words import literal
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.matching import Comparison
from project.schema_audit.questions import question
from project.schema_audit.session import Session

CAP = 100
_QUESTIONS_PER_STATEMENT = 200
_BUDGET_SECONDS = 120.0

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
    for chunk in _chunks(list(asked.items())):
        counted.update(_count(session, chunk, until))
    return counted


def _chunks(questions: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    for start in range(0, len(questions), _QUESTIONS_PER_STATEMENT):
        yield questions[start : start + _QUESTIONS_PER_STATEMENT]


def _count(session: Session, questions: list[tuple[str, str]], until: float) -> dict[str, int | None]:
    """The answers; a statement that fails is asked in halves, to find the one question that fails."""
    if time.monotonic() > until:
        return {}
    try:
        with transaction.atomic(session.alias):
            session.cursor.execute(" UNION ALL ".join(_counting(*one) for one in questions))
            return dict(session.cursor.fetchall())
    except DatabaseError:
        if len(questions) == 1:
            return {questions[0][0]: None}
    middle = len(questions) // 2
    return _count(session, questions[:middle], until) | _count(session, questions[middle:], until)


def _counting(key: str, rows: str) -> str:
    return f"SELECT {literal(key)}, (SELECT count(*) FROM (SELECT {rows} LIMIT {CAP + 1}) AS found)"
