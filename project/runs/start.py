"""Asking for a run: the row first, the bell after the commit."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from project.accounts.models import User
from project.runs.models import Deploy, Kind, Run, Trigger
from project.runs.ringing import ring_run

# The constraints of Run that mean "this was asked for already"; any other refusal is an error.
ASKED_ALREADY = frozenset(
    {
        "runs_one_open_run_per_kind_and_scope",
        "runs_a_tick_happens_once",
        "runs_a_deploy_is_checked_once",
    }
)


@dataclass(frozen=True, kw_only=True)
class Started:
    """The run that answers the request, and whether the request made it."""

    run: Run
    created: bool

    @property
    def rung(self) -> bool:
        """Whether the broker took its message; if not, the run waits in the database for the sweeper."""
        return self.run.published_at is not None


def start(
    kind: Kind,
    *,
    trigger: Trigger,
    scope: str = "",
    scheduled_for: datetime | None = None,
    deploy: Deploy | None = None,
    requested_by: User | None = None,
    options: dict[str, Any] | None = None,
    for_workers: bool = True,
) -> Started:
    """Insert the row, or return the one that is open (or was made for this tick or deploy); rings after commit.

    Not `for_workers`: the caller claims the run at once, so nobody is rung for; the sweeper rings if it doesn't.
    """
    wanted = Run(
        kind=kind.value,
        trigger=trigger.value,
        scope=scope,
        scheduled_for=scheduled_for,
        deploy=deploy,
        requested_by=requested_by,
        options=options or {},
    )
    while True:
        if _inserted(wanted):
            if for_workers:
                transaction.on_commit(partial(ring_run, wanted))
            return Started(run=wanted, created=True)
        # The open run may end between the refusal and this look: then the insert is tried again.
        if answer := _answer_to(wanted):
            return Started(run=answer, created=False)


def _inserted(run: Run) -> bool:
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError as error:
        run.pk = None
        if _constraint(error) in ASKED_ALREADY:
            return False
        raise
    return True


def _answer_to(wanted: Run) -> Run | None:
    same = Q(scope=wanted.scope, finished_at=None)
    if wanted.scheduled_for:
        same |= Q(scheduled_for=wanted.scheduled_for)
    if wanted.deploy:
        same |= Q(deploy=wanted.deploy)
    return Run.objects.filter(same, kind=wanted.kind).order_by("finished_at", "pk").last()


def _constraint(error: IntegrityError) -> str:
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", ""))
