"""The end of a run: counts, findings, and the watermark in the transaction of the run's success."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from project.findings import Finding
from project.ge_sync.approval.deciding import go_on, reasons_to_stop, stop
from project.ge_sync.endings import CHUNK_FAILED, NOT_REACHED, Ended, record_endings
from project.ge_sync.models import Conflict, Ending, HeldPlan, LicenseOutcome, Source
from project.ge_sync.query_plans import read_whole_tables
from project.ge_sync.reporting.clocks import clock_findings
from project.ge_sync.reporting.freshness import freshness, freshness_finding
from project.ge_sync.reporting.reconciliation import our_totals, reconciled
from project.ge_sync.reporting.remarks import remark_findings
from project.ge_sync.reporting.summary import Tally, outcome_of, summary_of
from project.ge_sync.reporting.troubles import (
    license_findings,
    needs_approval,
    not_looked_at,
    nothing_listed,
    oddity_findings,
)
from project.ge_sync.wanted import Wanted
from project.reports.record import record
from project.runs.claim import Claim
from project.runs.models import Chunk, Outcome, Run

# The server stamps an answer before it is sure that no earlier change is still on its way into the listing.
OVERLAP = timedelta(minutes=10)
# A server whose clock runs further ahead of ours has it wrong for a while: a watermark from it would hide changes.
MOST_AHEAD = timedelta(days=1)


def close(claim: Claim[Run]) -> None:
    """Sum up what the chunks did, or decide whether they may write what they have compared."""
    run = claim.run
    plan = HeldPlan.objects.select_related("run").filter(run=run).first()
    with transaction.atomic():
        claim.extend()
        why = reasons_to_stop(plan) if plan else []
        if plan and why:
            stop(plan, why)
        elif plan and go_on(claim, plan):
            return
        _end(claim, why)


def _end(claim: Claim[Run], why: list[str]) -> None:
    """A chunk that failed for good fails the run; what wasn't reached leaves the watermark where it is."""
    read_whole_tables()
    run = claim.run
    chunks = list(run.chunks.only("outcome", "summary", "items"))
    lost = [chunk for chunk in chunks if chunk.outcome == Outcome.FAILED]
    record_endings(run.pk, _never_done(run, lost), now=timezone.now())
    tally = _tally(run, chunks, why)
    summary = summary_of(run, tally)
    outcome = outcome_of(summary)
    if lost or tally.nothing:
        outcome = Outcome.FAILED
        _say_why(run, lost)
    elif not why and tally.reached:
        _move_watermark(run)
    record(run, tally.findings, stats=summary["counts"], score=_score(tally.counts))
    claim.finish(outcome, summary)


def _never_done(run: Run, lost: list[Chunk]) -> list[Ended]:
    """The licences of chunks that used up their attempts."""
    told = set(LicenseOutcome.objects.filter(run=run).values_list("license_number", flat=True)) if lost else set()
    numbers = {Wanted.of_json(item).license_number for chunk in lost for item in chunk.items}
    return [Ended(license_number=number, outcome=Ending.FAILED, code=CHUNK_FAILED) for number in sorted(numbers - told)]


def _tally(run: Run, chunks: list[Chunk], why: list[str]) -> Tally:
    planned: dict[str, Any] = run.summary.get("plan", {})
    oddities, unknown_fields = Counter(planned.get("oddities", {})), Counter[str]()
    requests = int(planned.get("requests", 0))
    for chunk in chunks:
        requests += int(chunk.summary.get("requests", 0))
        oddities.update(chunk.summary.get("oddities", {}))
        unknown_fields.update(chunk.summary.get("unknown_fields", {}))
    nothing = not planned.get("listed") and planned.get("lists", True)
    now = freshness()
    findings: list[Finding] = [nothing_listed()] if nothing else []
    findings += [needs_approval(run.pk, why)] if why else []
    findings += [*not_looked_at(planned), *remark_findings(planned.get("remarks", ()))]
    findings += [*freshness_finding(now), *license_findings()]
    findings += _reconciled(planned, why)
    findings += [*oddity_findings(oddities, unknown_fields), *clock_findings(planned.get("odd_clock", ""))]
    return Tally(
        verified=int(planned.get("verified", 0)),
        requests=requests,
        as_of=planned.get("as_of"),
        counts=_counts(run),
        findings=findings,
        freshness=now,
        nothing=nothing,
        reached=_everything_reached(run, planned),
    )


def _reconciled(planned: Mapping[str, Any], why: list[str]) -> list[Finding]:
    """Once everything is written that came."""
    totals = planned.get("totals")
    return reconciled(totals, our_totals()) if totals and not why else []


def _everything_reached(run: Run, planned: Mapping[str, Any]) -> bool:
    unread = planned.get("left") or planned.get("not_read") or planned.get("oddities", {}).get("unreadable_entry")
    if unread or not planned.get("reached", True):
        return False
    return not LicenseOutcome.objects.filter(run=run, outcome=Ending.FAILED, code__in=NOT_REACHED).exists()


def _counts(run: Run) -> dict[str, int]:
    rows = LicenseOutcome.objects.filter(run=run).order_by()
    counts = dict.fromkeys(Ending.values, 0)
    counts |= {row["outcome"]: row["n"] for row in rows.values("outcome").annotate(n=Count("pk"))}
    stale = rows.filter(code="stale_version").count()
    return counts | {"stale": stale, "conflicts": Conflict.objects.filter(run=run).count()}


def _say_why(run: Run, lost: list[Chunk]) -> None:
    reason = lost[0].last_error if lost else nothing_listed().message
    Run.objects.filter(pk=run.pk).update(last_error=reason)


def _move_watermark(run: Run) -> None:
    """To the server's own clock at the first page, less an overlap; never back, nor to a day that isn't here yet."""
    planned = run.summary.get("plan", {})
    if not planned.get("as_of"):
        return
    until = datetime.fromisoformat(planned["as_of"]) - OVERLAP
    if until > timezone.now() + MOST_AHEAD:
        return
    source, _ = Source.objects.select_for_update().get_or_create(name=planned["source"])
    source.watermark = max(until, source.watermark or until)
    source.save(update_fields=["watermark", "updated_at"])


def _score(counts: Mapping[str, int]) -> float:
    """The share of licences that are in step with the server, in percent."""
    total = sum(counts[ending] for ending in Ending.values)
    bad = counts[Ending.QUARANTINED] + counts[Ending.FAILED]
    return round(100 * (total - bad) / total, 1) if total else 0.0
