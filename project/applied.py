"""One statement of a fix as a journal keeps it: a plain value."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a statement is; PENDING is written before it runs, so that a crash leaves it standing.

    INTERRUPTED: a later look found that it did not reach its end. UNDONE: `--undo` took it back.
    """

    PENDING = "pending"
    APPLIED = "applied"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    UNDONE = "undone"


class Purpose(StrEnum):
    """What it was for: mending a finding, taking back what a failed fix began, or `--undo`."""

    FIX = "fix"
    TAKE_BACK = "take_back"
    UNDO = "undo"


@dataclass(frozen=True, kw_only=True)
class Applied:
    """One statement, its place in the run, and the finding (`fingerprint`, `code`, `place`) it was for.

    `undo_sql` takes it back together with those before it of the same finding; empty where nothing does. `completes`
    marks the last statement of a fix. `before` and `after` are the finding's actual and expected values.
    `error` says why it failed.
    """

    position: int
    fingerprint: str
    code: str
    place: str
    sql: str
    who: str
    undo_sql: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    completes: bool = False
    purpose: Purpose = Purpose.FIX
    state: State = State.PENDING
    error: str = ""
