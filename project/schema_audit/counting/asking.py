"""Asks many questions of the rows: few statements, a limit for all together, a partial answer if need be."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import DatabaseError

from project.schema_audit.session import Session, savepoint

BUDGET_SECONDS = 120.0
_QUESTIONS_PER_STATEMENT = 200
_SECONDS_FOR_ONE = 10.0
_USUAL_LIMIT_SECONDS = 60.0
_NEAR_ENOUGH_SECONDS = 50.0
_CANCELLED, _LOCK_NOT_AVAILABLE = "57014", "55P03"

Selects = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The one row of each question by its key; `late` are those without an answer in time or behind a lock.

    What is in neither can't be asked at all: no right to read, no such column, values that can't be converted.
    """

    found: Mapping[str, tuple[Any, ...]]
    late: frozenset[str] = frozenset()

    def __or__(self, other: "Answers") -> "Answers":
        return Answers(found={**self.found, **other.found}, late=self.late | other.late)


NONE = Answers(found={})


def ask(session: Session, selects: Selects, *, seconds: float = BUDGET_SECONDS) -> Answers:
    """Ask all of them, the first ones first; each SELECT begins with its key as a string constant."""
    until = time.monotonic() + seconds
    answers, waiting = NONE, iter(selects.items())
    while chunk := dict(islice(waiting, _QUESTIONS_PER_STATEMENT)):
        answers |= _ask(session, chunk, until)
    return answers


def _ask(session: Session, selects: Selects, until: float) -> Answers:
    """In one statement that may take half of the time left; one that is refused is asked in halves."""
    left = until - time.monotonic()
    if left <= 0:
        return Answers(found={}, late=frozenset(selects))
    try:
        return _answered(session, selects, left / 2)
    except DatabaseError as error:
        if _is_late(error):
            return _one_by_one(session, selects, until)
        if len(selects) == 1:
            return NONE
    answers, pairs = NONE, iter(selects.items())
    while half := dict(islice(pairs, (len(selects) + 1) // 2)):
        answers |= _ask(session, half, until)
    return answers


def _one_by_one(session: Session, selects: Selects, until: float) -> Answers:
    """So that one big table doesn't cost the answers of the others."""
    answers = NONE
    for key, select in selects.items():
        answers |= _single(session, key, select, min(_SECONDS_FOR_ONE, until - time.monotonic()))
    return answers


def _single(session: Session, key: str, select: str, seconds: float) -> Answers:
    late = Answers(found={}, late=frozenset({key}))
    if seconds <= 0:
        return late
    try:
        return _answered(session, {key: select}, seconds)
    except DatabaseError as error:
        return late if _is_late(error) else NONE


def _answered(session: Session, selects: Selects, seconds: float) -> Answers:
    with savepoint(session), _limit(session, seconds):
        session.cursor.execute(" UNION ALL ".join(selects.values()))
        return Answers(found={key: tuple(rest) for key, *rest in session.cursor.fetchall()})


@contextmanager
def _limit(session: Session, seconds: float) -> Iterator[None]:
    """The session's own limit, or a shorter one; what fails takes it away with its savepoint."""
    if seconds >= _NEAR_ENOUGH_SECONDS:
        yield
        return
    _set_limit(session, max(1, round(seconds * 1000)))
    yield
    _set_limit(session, round(_USUAL_LIMIT_SECONDS * 1000))


def _set_limit(session: Session, milliseconds: int) -> None:
    session.cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{milliseconds}ms"])


def _is_late(error: DatabaseError) -> bool:
    cause = error.__cause__
    state = getattr(cause, "pgcode", None) or getattr(cause, "sqlstate", None)
    return state in (_CANCELLED, _LOCK_NOT_AVAILABLE)
