"""The first step of a run: the structure, the question what there is, and the chunks that answer the rest."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from project.findings import Finding
from project.ge_sync.adapters.configured import configured_source
from project.ge_sync.adapters.source import Source
from project.ge_sync.approval.guards import Limits
from project.ge_sync.approval.holding import keep_gone
from project.ge_sync.approval.releasing import plan_release
from project.ge_sync.approval.weighing import limits_of, must_be_weighed
from project.ge_sync.archive import Archive
from project.ge_sync.chunks import WEIGHED, add_chunks
from project.ge_sync.endings import Ended, record_endings
from project.ge_sync.models import Ending, HeldPlan
from project.ge_sync.models import Source as SourceRow
from project.ge_sync.options import Mode, Options
from project.ge_sync.reporting.clocks import odd_clock
from project.ge_sync.reporting.reconciliation import totals_as_json
from project.ge_sync.reporting.remarks import remarks_of
from project.ge_sync.reporting.summary import structure_summary
from project.ge_sync.store import Store
from project.ge_sync.structure import check_structure, errors
from project.ge_sync.survey import Survey, survey
from project.output.counted import counted
from project.runs.claim import Claim
from project.runs.models import Outcome, Run


def plan(claim: Claim[Run]) -> None:
    """Check the structure, ask the server what there is, and cut what has to be looked at into chunks."""
    options = Options.of(claim.run)
    findings = [] if options.mode is Mode.DATA_ONLY else check_structure()
    stopped = bool(errors(findings)) and options.mode is Mode.FULL
    if stopped or options.mode is Mode.STRUCTURE_ONLY:
        _finish_with_structure(claim, findings, stopped=stopped)
        return
    if options.approve:
        plan_release(claim, options.approve)
        return
    source = configured_source()
    before = source.requests
    found = asked(source, options, Archive(), claim.extend)
    with transaction.atomic():
        claim.extend()
        _store_plan(claim, found, source, requests=source.requests - before)
        claim.planned()


def asked(source: Source, options: Options, store: Store, alive: Callable[[], None]) -> Survey:
    """What the server says there is, as far as the options go."""
    return survey(
        source,
        since=options.starting_at(_watermark(source.name)),
        store=store,
        force=options.force,
        limit=options.limit,
        budget=settings.GE_REQUEST_BUDGET,
        alive=alive,
    )


def _watermark(source_name: str) -> datetime | None:
    """How far the sync with a source has come; None before the first that succeeded."""
    return SourceRow.objects.filter(name=source_name).values_list("watermark", flat=True).first()


def _store_plan(claim: Claim[Run], found: Survey, source: Source, *, requests: int) -> None:
    """Chunks, the licences that are settled already, and what closing needs to know; the same for a second attempt."""
    limits = limits_of(found)
    weighed = must_be_weighed(found, limits)
    wanted = [found.wanted[number] for number in sorted(found.wanted)]
    add_chunks(claim.run, wanted, prefix=WEIGHED if weighed else "")
    verified = [Ended(license_number=number, outcome=Ending.UNCHANGED) for number in found.verified]
    if weighed:
        keep_gone(HeldPlan.objects.create(run=claim.run), found.ended)
    record_endings(claim.run.pk, [*verified, *(() if weighed else found.ended)], now=timezone.now())
    planned = _planned(found, limits, source, requests=requests)
    Run.objects.filter(pk=claim.run.pk).update(summary={"plan": planned}, total=len(wanted))


def _planned(found: Survey, limits: Limits, source: Source, *, requests: int) -> dict[str, Any]:
    return {
        "source": source.name,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "lists": found.lists,
        "listed": found.listed,
        "verified": len(found.verified),
        "requests": requests,
        "oddities": dict(found.oddities),
        "odd_clock": odd_clock(found.as_of, ahead=found.clock_ahead, now=timezone.now()),
        "remarks": remarks_of(source),
        "left": found.left,
        "not_read": found.not_read,
        "totals": totals_as_json(found.totals),
        "rows_seen": limits.rows_seen,
        "licenses": limits.licenses,
    }


def _finish_with_structure(claim: Claim[Run], findings: Sequence[Finding], *, stopped: bool) -> None:
    """The run ends here; a full one that stopped has failed, since no licence was looked at."""
    with transaction.atomic():
        if stopped:
            found = counted(len(errors(findings)), "error")
            reason = f"The structure has {found} in the tables of the sync: no licence was synced."
            Run.objects.filter(pk=claim.run.pk).update(last_error=reason)
        reported = Outcome.REPORTED if errors(findings) else Outcome.CLEAN
        claim.finish(Outcome.FAILED if stopped else reported, structure_summary(claim.run, findings))
