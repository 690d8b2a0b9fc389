"""The end of a run: counts, findings, and the watermark in the transaction of the run's success."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from project.findings import Finding
from project.ge_sync.endings import CHUNK_FAILED, Ended, record_endings
from project.ge_sync.models import Conflict, Ending, LicenseOutcome, Source
from project.ge_sync.summary import Tally, outcome_of, summary_of
from project.ge_sync.troubles import balance_findings, nothing_listed, oddity_findings
from project.ge_sync.wanted import Wanted
from project.reports.record import record
from project.runs.claim import Claim
from project.runs.models import Chunk, Outcome, Run

# The server stamps an answer before it is sure that no earlier change is still on its way into the listing.
OVERLAP = timedelta(minutes=10)


def close(claim: Claim[Run]) -> None:
    """Sum up what the chunks did; a chunk that failed for good fails the run, and leaves the watermark where it is."""
    run = claim.run
    chunks = list(run.chunks.only("outcome", "summary", "items"))
    lost = [chunk for chunk in chunks if chunk.outcome == Outcome.FAILED]
    with transaction.atomic():
        claim.extend()
        record_endings(run.pk, _never_done(run, lost), now=timezone.now())
        tally = _tally(run, chunks)
        summary = summary_of(run, tally)
        outcome = Outcome.FAILED if lost or not tally.listed else outcome_of(summary)
        if outcome is Outcome.FAILED:
            _say_why(run, lost)
        else:
            _move_watermark(run)
        record(run, tally.findings, stats=summary["counts"], score=_score(tally.counts))
        claim.finish(outcome, summary)


def _never_done(run: Run, lost: list[Chunk]) -> list[Ended]:
    """The licences of chunks that used up their attempts."""
    told = set(LicenseOutcome.objects.filter(run=run).values_list("license_number", flat=True)) if lost else set()
    numbers = {Wanted.of_json(item).license_number for chunk in lost for item in chunk.items}
    return [Ended(license_number=number, outcome=Ending.FAILED, code=CHUNK_FAILED) for number in sorted(numbers - told)]


def _tally(run: Run, chunks: list[Chunk]) -> Tally:
    planned: dict[str, Any] = run.summary.get("plan", {})
    oddities, unknown_fields = Counter(planned.get("oddities", {})), Counter[str]()
    requests = int(planned.get("requests", 0))
    for chunk in chunks:
        requests += int(chunk.summary.get("requests", 0))
        oddities.update(chunk.summary.get("oddities", {}))
        unknown_fields.update(chunk.summary.get("unknown_fields", {}))
    listed = int(planned.get("listed", 0))
    findings: list[Finding] = [] if listed else [nothing_listed()]
    findings += [*balance_findings(), *oddity_findings(oddities, unknown_fields)]
    return Tally(
        listed=listed,
        verified=int(planned.get("verified", 0)),
        requests=requests,
        as_of=planned.get("as_of"),
        counts=_counts(run),
        findings=findings,
    )


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
    """To the server's own clock at the first page, less an overlap; never back."""
    planned = run.summary.get("plan", {})
    if not planned.get("as_of"):
        return
    until = datetime.fromisoformat(planned["as_of"]) - OVERLAP
    source, _ = Source.objects.select_for_update().get_or_create(name=planned["source"])
    source.watermark = max(until, source.watermark or until)
    source.save(update_fields=["watermark", "updated_at"])


def _score(counts: Mapping[str, int]) -> float:
    """The share of licences that are in step with the server, in percent."""
    total = sum(counts[ending] for ending in Ending.values)
    bad = counts[Ending.QUARANTINED] + counts[Ending.FAILED]
    return round(100 * (total - bad) / total, 1) if total else 0.0
