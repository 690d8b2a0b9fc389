"""A run that was weighed as a whole: go on and write it, or stop and wait for a person."""

from django.utils import timezone

from project.ge_sync.approval.guards import Limits, Weight, reasons
from project.ge_sync.approval.releasing import ends_of, wanted_of
from project.ge_sync.chunks import add_chunks
from project.ge_sync.endings import Ended, record_endings
from project.ge_sync.models import Ending, HeldLicense, HeldPlan
from project.ge_sync.verdicts import held_back
from project.runs.claim import Claim
from project.runs.models import Run


def reasons_to_stop(plan: HeldPlan) -> list[str]:
    """What is too much about the run, once all its chunks were compared."""
    planned, weight = plan.run.summary["plan"], Weight()
    weight.gone = HeldLicense.objects.filter(plan=plan, outcome=Ending.GONE).exclude(base_sha256="").count()
    for summary in plan.run.chunks.values_list("summary", flat=True):
        if "weight" in summary:
            weight.add_json(summary["weight"])
    return reasons(weight, Limits(rows_seen=planned["rows_seen"], licenses=planned["licenses"]))


def stop(plan: HeldPlan, why: list[str]) -> None:
    """Keep the plan with its reasons; each licence in it says that it waits."""
    HeldPlan.objects.filter(pk=plan.pk).update(reasons=why)
    waiting = HeldLicense.objects.filter(plan=plan).values_list("license_number", "outcome")
    endings = [Ended(license_number=number, outcome=Ending(outcome)) for number, outcome in waiting]
    record_endings(plan.run_id, held_back(endings), now=timezone.now())


def go_on(claim: Claim[Run], plan: HeldPlan) -> bool:
    """Write what was held: whether there is anything to write, in chunks that end before the run is closed again."""
    record_endings(plan.run_id, ends_of(plan), now=timezone.now())
    wanted = wanted_of(plan)
    plan.delete()
    if wanted:
        add_chunks(claim.run, wanted)
        claim.planned()
    return bool(wanted)
