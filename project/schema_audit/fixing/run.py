"""`--fix`: look, choose, show, ask, mend, look again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import DatabaseError, InterfaceError

from project.findings import Finding
from project.output.agreement import agree
from project.recording import Journal, recorder
from project.schema_audit.audit import Audit, audit
from project.schema_audit.fixing.choose import Plan, Wishes, choose, still_planned
from project.schema_audit.fixing.interruption import interruption
from project.schema_audit.fixing.journal_file import JournalError, create_journal
from project.schema_audit.fixing.mend import Mender
from project.schema_audit.fixing.not_fixed import NotFixedError
from project.schema_audit.fixing.one_at_a_time import alone
from project.schema_audit.fixing.outcome import outcome
from project.schema_audit.fixing.plan_view import plan_lines
from project.schema_audit.fixing.unfinished import settle, told_unfinished
from project.schema_audit.reporting.report import recorded

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What a run ended with: the last look, and what was done, for the statistics of its report.

    `only_shown` is a plan that a dry run did not execute.
    """

    audited: Audit
    stats: dict[str, Any]
    only_shown: bool = False


def fix(using: str, wishes: Wishes, *, say: Say, on_step: Say | None = None) -> Mended:
    """Mend what was asked for; `NotFixedError` where nothing was changed."""
    look = partial(audit, using, schemas=wishes.schemas, on_step=on_step)
    audited = look()
    for sentence in told_unfinished(using, audited.findings, wishes.schemas):
        say(sentence)
    plan = choose(audited.findings, wishes)
    for line in plan_lines(plan):
        say(line)
    if not wishes.dry_run:
        settle(using, audited.findings, wishes.schemas)
    if wishes.dry_run or plan.is_empty:
        return Mended(audited=audited, stats={"plan": plan.as_json()}, only_shown=not plan.is_empty)
    agree(yes=wishes.yes)
    with mending_alone(using):
        if not wishes.yes:  # whoever was asked may have been long in answering, and others at work
            plan = still_planned(plan, look().findings)
        journal = _journal(using, audited, wishes.schemas)
        failed = _run(using, plan, journal, look, say)
    audited = look()
    came = outcome(plan, failed, audited.findings, journal=journal.name)
    for line in came.lines():
        say(line)
    return Mended(audited=audited, stats={"fix": came.as_json()})


@contextmanager
def mending_alone(using: str) -> Iterator[None]:
    """Be the only one that mends this database, or raise `NotFixedError`."""
    with alone(using) as free:
        if not free:
            raise NotFixedError("Nothing was changed: another --fix or --undo works on this database: wait for it.")
        yield


@contextmanager
def mender(using: str, journal: Journal, say: Say) -> Iterator[Mender]:
    """A mender that Ctrl-C stops at the end of a statement; whatever stops it, what it did is said."""
    with interruption() as stop:
        mending = Mender(using=using, journal=journal, stop=stop, say=say)
        try:
            yield mending
        except (KeyboardInterrupt, DatabaseError, InterfaceError):
            say(f"{mending.ran} statements ran to their end; the journal {journal.name} tells which. Check again.")
            raise


def _run(using: str, plan: Plan, journal: Journal, look: Callable[[], Audit], say: Say) -> dict[str, str]:
    """Run all of it; why what was refused, by fingerprint."""
    with mender(using, journal, say) as mending:
        migrated: dict[str, list[Finding]] = {}
        for target, finding in plan.migrate:
            migrated.setdefault(target, []).append(finding)
        for target, findings in migrated.items():
            mending.migrate(target, findings)
        if migrated:
            plan = still_planned(plan, look().findings)
        for finding, planned in plan.fixes:
            mending.fix(finding, planned)
    return mending.failed


def _journal(using: str, audited: Audit, schemas: tuple[str, ...]) -> Journal:
    """Rows of the run that the look before is recorded as, else a file: of single schemas nothing is recorded."""
    stored = None if schemas else recorded(audited, database=using)
    rows = recorder().journal(run_id=stored.run_id, database=using) if stored and stored.run_id else None
    try:
        return rows or create_journal(using, schemas)
    except JournalError as error:
        raise NotFixedError(str(error)) from error
