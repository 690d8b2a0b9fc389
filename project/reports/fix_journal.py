"""The journal of `--fix` as rows of a recorded run."""

from collections.abc import Sequence

from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from project.applied import Applied, Purpose, State
from project.recording import Journal
from project.reports.models import AppliedFix, Finding
from project.runs.models import Run


class RowJournal:
    """Satisfies `project.recording.Journal`; each write is committed before the next statement runs."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def name(self) -> str:
        """The number of the run."""
        return str(self._run.pk)

    def write(self, applied: Applied) -> None:
        """Insert the row of a statement that is about to run, or tell how it ended."""
        pending = applied.state is State.PENDING
        values = {
            "fingerprint": applied.fingerprint,
            "code": applied.code,
            "place": applied.place,
            "sql": applied.sql,
            "undo_sql": list(applied.undo_sql),
            "who": applied.who[:255],
            "before": applied.before,
            "after": applied.after,
            "completes": applied.completes,
            "purpose": applied.purpose.value,
            "state": applied.state.value,
            "error": applied.error,
            "ended_at": None if pending else Now(),
        }
        finding = Finding.objects.filter(kind=self._run.kind, fingerprint=applied.fingerprint).first()
        AppliedFix.objects.update_or_create(
            run=self._run,
            position=applied.position,
            defaults=values,
            create_defaults={**values, "finding": finding, "begun_at": Now()},
        )

    def read(self) -> list[Applied]:
        """All rows of the run."""
        return [_value(row) for row in AppliedFix.objects.filter(run=self._run).order_by("position")]


def row_journal(run_id: int) -> Journal | None:
    """The journal of a run; None where there is no such run, or the tables don't exist yet."""
    try:
        with transaction.atomic():
            run = Run.objects.filter(pk=run_id).first()
            AppliedFix.objects.filter(run_id=run_id).exists()
    except DatabaseError:
        return None
    return RowJournal(run) if run else None


def unfinished_journals() -> Sequence[Journal]:
    """Those of all runs with a statement of which nobody knows the end."""
    try:
        with transaction.atomic():
            rows = AppliedFix.objects.filter(state=State.PENDING.value, run__isnull=False)
            runs = Run.objects.filter(pk__in=rows.values("run")).order_by("pk")
            return [RowJournal(run) for run in runs]
    except DatabaseError:
        return []


def _value(row: AppliedFix) -> Applied:
    return Applied(
        position=row.position,
        fingerprint=row.fingerprint,
        code=row.code,
        place=row.place,
        sql=row.sql,
        undo_sql=tuple(row.undo_sql),
        who=row.who,
        before=row.before,
        after=row.after,
        completes=row.completes,
        purpose=Purpose(row.purpose),
        state=State(row.state),
        error=row.error,
    )
