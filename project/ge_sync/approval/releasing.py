"""Release what a run has held back: exactly that, or nothing."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from project.ge_sync.approval.holding import Lines, lines_of
from project.ge_sync.archive import Archive
from project.ge_sync.chunks import add_chunks, cut
from project.ge_sync.comparing.compare import CAME_BACK, compare
from project.ge_sync.comparing.incoming import read_documents
from project.ge_sync.endings import Ended, record_endings
from project.ge_sync.errors import PlanRefused
from project.ge_sync.models import Ending, HeldLicense, HeldPlan, State, SyncedLicense
from project.ge_sync.query_plans import look_up_by_key
from project.ge_sync.wanted import Wanted
from project.runs.claim import Claim
from project.runs.models import Kind, Outcome, Run


def releasable(run_id: int) -> HeldPlan:
    """The plan of a run that waits for approval; PlanRefused says why there is none, or why it is too late for it."""
    plan = (
        HeldPlan.objects.select_related("run", "released_by")
        .filter(pk=run_id, run__outcome=Outcome.NEEDS_APPROVAL)
        .first()
    )
    if plan is None:
        raise PlanRefused(f"Run {run_id} has no plan that waits for approval.")
    if plan.released_by:
        raise PlanRefused(f"The plan of run {run_id} was released already, by run {plan.released_by_id}.")
    _refuse_what_is_out_of_date(plan)
    return plan


def plan_release(claim: Claim[Run], run_id: int) -> None:
    """Take the plan, and cut it into chunks; PlanRefused as `releasable`."""
    with transaction.atomic():
        claim.extend()
        plan = _taken(claim, run_id)
        record_endings(claim.run.pk, ends_of(plan), now=timezone.now())
        wanted = wanted_of(plan)
        add_chunks(claim.run, wanted)
        # What the server reckoned then, and what was asked then, belongs to the run that asked.
        planned = plan.run.summary["plan"] | {"requests": 0, "verified": 0, "oddities": {}, "totals": None}
        planned |= {"remarks": []}
        planned["reached"] = plan.run.summary["reached"]
        Run.objects.filter(pk=claim.run.pk).update(summary={"plan": planned}, total=len(wanted))
        claim.planned()


def take_release(claim: Claim[Run], run_id: int) -> list[Wanted]:
    """The same for the plan of a run about one licence."""
    return wanted_of(_taken(claim, run_id))


def held_lines(run_id: int, wanted: Sequence[Wanted]) -> dict[str, Lines]:
    """What was released for these licences, change for change."""
    held = HeldLicense.objects.filter(plan=run_id, license_number__in=[one.license_number for one in wanted])
    return dict(held.values_list("license_number", "changes"))


def wanted_of(plan: HeldPlan) -> list[Wanted]:
    """The licences that the plan writes, with the documents that were compared."""
    return [_wanted(held) for held in _held(plan).exclude(outcome=Ending.GONE).defer("changes")]


def ends_of(plan: HeldPlan) -> list[Ended]:
    """The licences that the plan counts as gone."""
    return [
        Ended(
            license_number=held.license_number,
            outcome=Ending.GONE,
            code=held.code,
            got=held.got,
            ended_at=held.ended_at,
            ended_version=held.version,
        )
        for held in _held(plan).filter(outcome=Ending.GONE)
    ]


def _taken(claim: Claim[Run], run_id: int) -> HeldPlan:
    """The plan, this run's from now on; a second attempt of the same run finds it taken by itself."""
    plan = HeldPlan.objects.select_related("run").filter(pk=run_id, released_by=claim.run.pk).first()
    if plan is None:
        plan = releasable(run_id)
        if not HeldPlan.objects.filter(pk=run_id, released_by=None).update(released_by=claim.run.pk):
            raise PlanRefused(f"The plan of run {run_id} was released by another run just now.")
    return plan


def _refuse_what_is_out_of_date(plan: HeldPlan) -> None:
    later = Run.objects.filter(kind=Kind.GE_SYNC, scope=plan.run.scope, pk__gt=plan.pk, planned_at__isnull=False)
    if newer := later.order_by("pk").first():
        raise PlanRefused(f"The plan of run {plan.pk} is out of date: {newer} has asked the server since.")
    for number in _changed_since(plan):
        raise PlanRefused(
            f"The plan of run {plan.pk} is out of date: licence {number} has changed since. Run the sync again: it "
            "makes a new plan."
        )


def _changed_since(plan: HeldPlan) -> Iterator[str]:
    """The licences for which the same documents would mean something else by now."""
    for chunk in cut([_wanted(held) for held in _held(plan).defer("changes")], Archive()):
        some = list(_held(plan).filter(license_number__in=[one.license_number for one in chunk]))
        synced = SyncedLicense.objects.in_bulk([one.license_number for one in some])
        lines = _lines_now([one for one in some if one.sha256])
        for one in some:
            mine = synced.get(one.license_number)
            is_new_end = one.outcome == Ending.GONE and not (mine and mine.state == State.GONE)
            base = (mine and mine.base_id) or ""
            if base != one.base_sha256 or not (is_new_end or lines.get(one.license_number) == one.changes):
                yield one.license_number


def _lines_now(held: Sequence[HeldLicense]) -> dict[str, Lines]:
    documents = Archive().contents(one.sha256 for one in held)
    incoming, _ = read_documents([_wanted(one) for one in held if one.sha256 in documents], documents)
    with transaction.atomic():
        look_up_by_key()
        return {one.incoming.license_number: lines_of(one) for one in compare(incoming).compared}


def _held(plan: HeldPlan) -> QuerySet[HeldLicense]:
    return HeldLicense.objects.filter(plan=plan).order_by("license_number")


def _wanted(held: HeldLicense) -> Wanted:
    return Wanted(held.license_number, held.sha256, held.version, held.etag, held.code == CAME_BACK)
