"""A run in the shape of the output contract, as it is stored with the run."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from project.findings import Finding, Severity
from project.ge_sync.endings import NEEDS_APPROVAL, Ended
from project.ge_sync.models import Conflict, Ending, HeldPlan, LicenseOutcome
from project.ge_sync.options import Options
from project.ge_sync.reporting.freshness import Freshness
from project.ge_sync.reporting.troubles import needs_approval, oddity_findings
from project.ge_sync.work import Done
from project.output.json_report import finding_as_json
from project.runs.models import Outcome, Run

# The summary names this many licences; the rows name them all.
NAMED = 100
_TOLD = (Ending.QUARANTINED, Ending.FAILED, Ending.GONE)
REASON = ("license_number", "outcome", "code", "path", "expected", "got")


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What closing has counted; `nothing` when the server listed none, `reached` when nothing was left out."""

    verified: int
    requests: int
    as_of: str | None
    counts: Mapping[str, int]
    findings: Sequence[Finding]
    freshness: Freshness
    nothing: bool
    reached: bool


def summary_of(run: Run, tally: Tally) -> dict[str, Any]:
    """Everything of the contract but the changes, which have rows of their own."""
    troubles = LicenseOutcome.objects.filter(run=run, outcome__in=_TOLD).values(*REASON)[:NAMED]
    told = _summary(
        run,
        counts={**tally.counts, "verified": tally.verified},
        licenses=troubles,
        findings=tally.findings,
        requests=tally.requests,
        as_of=tally.as_of,
    )
    return told | {"freshness": tally.freshness.as_json(), "reached": tally.reached}


def summary_of_one(run: Run, done: Done) -> dict[str, Any]:
    """The same for a run about one licence."""
    conflicts = Conflict.objects.filter(run=run).count()
    counts = dict.fromkeys(Ending.values, 0) | Counter(ended.outcome.value for ended in done.endings)
    stale = sum(ended.code == "stale_version" for ended in done.endings)
    return _summary(
        run,
        counts={**counts, "stale": stale, "conflicts": conflicts, "verified": 0},
        licenses=[reason(ended) for ended in done.endings if ended.outcome in _TOLD],
        findings=[
            *(needs_approval(run.pk, plan.reasons) for plan in HeldPlan.objects.filter(run=run)),
            *oddity_findings(done.summary["oddities"], done.summary["unknown_fields"]),
        ],
        requests=done.summary["requests"],
        as_of=None,
    )


def structure_summary(run: Run, findings: Sequence[Finding]) -> dict[str, Any]:
    """The same for a run that looked at the structure only."""
    return _summary(run, counts={}, licenses=(), findings=findings, requests=0, as_of=None)


def outcome_of(summary: Mapping[str, Any]) -> Outcome:
    """Stopped for a person, or something to report: a licence not in step, a conflict, a finding above a remark."""
    counts = summary["counts"]
    if any(finding["code"] == NEEDS_APPROVAL for finding in summary["findings"]):
        return Outcome.NEEDS_APPROVAL
    not_in_step = any(counts.get(name) for name in (Ending.QUARANTINED, Ending.FAILED, "conflicts"))
    serious = any(finding["severity"] != Severity.INFO for finding in summary["findings"])
    return Outcome.REPORTED if not_in_step or serious else Outcome.CLEAN


def reason(ended: Ended) -> dict[str, Any]:
    """A licence and why it ended as it did, as the contract names it."""
    return {name: getattr(ended, name) for name in REASON}


def _summary(
    run: Run,
    *,
    counts: Mapping[str, int],
    licenses: Iterable[Mapping[str, Any]],
    findings: Sequence[Finding],
    requests: int,
    as_of: str | None,
) -> dict[str, Any]:
    return {
        "plan": run.summary.get("plan", {}),
        "mode": Options.of(run).mode.value,
        "as_of": as_of,
        "requests": requests,
        "counts": dict(counts),
        "licenses": list(licenses),
        "findings": [finding_as_json(finding) for finding in findings],
    }
