"""Which of the compared licences may be written at once, and what is kept of those that may not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from project.ge_sync.approval.guards import Limits, Weight, reasons
from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.mapping import LICENSE
from project.ge_sync.endings import Ended
from project.ge_sync.models import Ending, HeldLicense, HeldPlan, State, SyncedLicense
from project.ge_sync.verdicts import ended, held_back
from project.ge_sync.work import Hold, HoldEnds
from project.ge_sync.write.insert import insert
from project.runs.models import Run

# Every change to one licence, a line per field, as a dry run prints them.
Lines = list[dict[str, Any]]
OUT_OF_DATE = "plan_out_of_date"


def until_weighed(plan: HeldPlan, weight: Weight) -> Hold:
    """Licences with changes wait until the run is weighed as a whole; `weight` grows by them."""

    def hold(compared: Sequence[Compared]) -> tuple[Sequence[Compared], Sequence[Ended]]:
        held = [one for one in compared if one.ending is not Ending.UNCHANGED]
        for one in held:
            weight.add(one.difference.changes)
        keep(plan, held)
        return [one for one in compared if one.ending is Ending.UNCHANGED], ()

    return hold


def ends_until_weighed(plan: HeldPlan) -> HoldEnds:
    """Licences of ours of which the server says, asked by number, that they have ended: they wait too."""

    def hold(endings: Sequence[Ended]) -> Sequence[Ended]:
        waiting = new_ends(endings)
        keep_gone(plan, waiting)
        return [ended for ended in endings if ended not in waiting]

    return hold


def new_ends(endings: Iterable[Ended]) -> list[Ended]:
    """Those that end a licence which we had in step."""
    gone = [ended for ended in endings if ended.outcome is Ending.GONE]
    ours = SyncedLicense.objects.filter(pk__in=[ended.license_number for ended in gone])
    living = set(ours.exclude(base=None).exclude(state=State.GONE).values_list("pk", flat=True))
    return [ended for ended in gone if ended.license_number in living]


def if_too_much(run: Run) -> Hold:
    """A run about one licence weighs it at once."""

    def hold(compared: Sequence[Compared]) -> tuple[Sequence[Compared], Sequence[Ended]]:
        weight = Weight()
        for one in compared:
            weight.add(one.difference.changes)
        why = reasons(weight, limits_of_one(compared))
        if not why:
            return compared, ()
        keep(HeldPlan.objects.create(run=run, reasons=why), compared)
        return (), held_back(ended(one) for one in compared)

    return hold


def limits_of_one(compared: Sequence[Compared]) -> Limits:
    """What may be done to a licence unseen."""
    rows_seen = sum(place[0] != LICENSE for one in compared for place in one.ours.state.linked)
    return Limits(rows_seen=rows_seen, licenses=len(compared))


def as_released(expected: Mapping[str, Lines]) -> Hold:
    """Only what a person has released, change for change."""

    def hold(compared: Sequence[Compared]) -> tuple[Sequence[Compared], Sequence[Ended]]:
        free = [one for one in compared if lines_of(one) == expected.get(one.incoming.license_number)]
        other = [one.incoming for one in compared if one not in free]
        return free, [
            Ended(
                license_number=one.license_number,
                outcome=Ending.FAILED,
                code=OUT_OF_DATE,
                payload_sha256=one.sha256,
            )
            for one in other
        ]

    return hold


def keep_gone(plan: HeldPlan, gone: Iterable[Ended]) -> None:
    """Store which licences would count as gone."""
    gone = list(gone)
    bases = dict(SyncedLicense.objects.filter(pk__in=[e.license_number for e in gone]).values_list("pk", "base_id"))
    rows = [
        {
            "plan_id": plan.pk,
            "license_number": ended.license_number,
            "outcome": ended.outcome.value,
            "code": ended.code,
            "got": ended.got,
            "base_sha256": bases.get(ended.license_number) or "",
            "version": ended.ended_version,
            "ended_at": ended.ended_at,
        }
        for ended in gone
    ]
    insert(HeldLicense, rows, now=timezone.now())


def lines_of(one: Compared) -> Lines:
    """As the output contract writes changes."""
    return [line for change in one.difference.changes for line in change.lines()]


def keep(plan: HeldPlan, compared: Sequence[Compared]) -> None:
    """Store what would be done to these licences, and what that was reckoned from."""
    rows = [
        {
            "plan_id": plan.pk,
            "license_number": one.incoming.license_number,
            "outcome": one.ending.value,
            "code": one.code,
            "sha256": one.incoming.sha256,
            "base_sha256": (one.ours.synced and one.ours.synced.base_id) or "",
            "version": one.incoming.version,
            "etag": one.incoming.etag,
            "changes": lines_of(one),
        }
        for one in compared
    ]
    insert(HeldLicense, rows, now=timezone.now())
