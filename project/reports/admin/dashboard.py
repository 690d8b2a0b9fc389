"""The operator's one page each morning: what ran, what is wrong, who works."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from project.findings import Severity
from project.reports.admin.explained import EXPLAINED
from project.reports.gather import (
    STRUCTURE_ONLY,
    licenses_of,
    seconds_of,
    told_outcome,
    verdict_of,
    why_untrusted,
)
from project.reports.models import Finding, Report
from project.reports.nightly import Licenses
from project.reports.order import NIGHT
from project.reports.progress import percent
from project.runs.license_scope import LICENSE_SCOPE
from project.runs.models import Kind, Run, Worker
from project.runs.querysets import SILENT_AFTER
from project.runs.ticks import late_since, next_tick

STRIP_RUNS = 30


@dataclass(frozen=True, kw_only=True)
class KindOfWork:
    """One line of the page: the last finished run of a kind, the open one, and what is due.

    `outcome` and `error` are those of the last one, and `strip` holds the latest runs with colour and outcome.
    """

    kind: Kind
    explained: str
    last: Run | None
    open: Run | None
    score: float | None
    seconds: float | None
    next_at: datetime | None
    late_since: datetime | None
    strip: tuple[tuple[Run, str, str], ...]
    outcome: str = ""
    error: str = ""

    @property
    def colour(self) -> str:
        """`clean`, `reported` or `failed`; what never ran, or is late, is not clean."""
        return "failed" if self.late_since else colour_of(self.last)

    @property
    def percent(self) -> int:
        """Of the open run."""
        return percent(self.open) if self.open else 0


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What UNFOLD's DASHBOARD_CALLBACK adds to the index page."""
    if not request.user.has_perm("runs.view_run"):
        return {**context, "may_view_runs": False}
    works = [_work(kind) for kind in NIGHT]
    return {
        **context,
        "title": "Last night",
        "may_view_runs": True,
        "may_run": request.user.has_perm("runs.add_run"),
        "works": works,
        "worst": _worst(works),
        "severities": _open_findings(),
        "waived": Finding.objects.open().filter(waived=True).count(),
        "licenses": _last_sync(works),
        "workers": Worker.objects.order_by("-heartbeat_at")[:20],
        "silent_before": timezone.now() - SILENT_AFTER,
    }


def colour_of(run: Run | None) -> str:
    """The colour of a run; a run that isn't finished has none."""
    if run is None:
        return "failed"
    if not run.finished_at:
        return "open"
    return verdict_of(run).value


def _work(kind: Kind) -> KindOfWork:
    """Of runs about all of it: one licence, or the tables of a sync alone, are no night's work."""
    runs = Run.objects.filter(kind=kind).exclude(scope__startswith=LICENSE_SCOPE).select_related("report")
    runs = runs.exclude(options__contains={"mode": STRUCTURE_ONLY})
    recent = list(runs.order_by("-pk")[:STRIP_RUNS])
    last = next((run for run in recent if run.finished_at), None)
    report = getattr(last, "report", None)
    return KindOfWork(
        kind=kind,
        explained=EXPLAINED[kind],
        last=last,
        open=next((run for run in recent if not run.finished_at), None),
        score=report.score if report else None,
        seconds=seconds_of(last) if last else None,
        next_at=next_tick(kind),
        late_since=late_since(kind),
        strip=tuple((run, colour_of(run), told_outcome(run)) for run in reversed(recent)),
        outcome=told_outcome(last) if last else "",
        error=why_untrusted(last) if last else "",
    )


def _worst(works: list[KindOfWork]) -> str:
    order = ("failed", "reported", "clean")
    return min((work.colour for work in works), key=order.index, default="failed")


def _open_findings() -> list[tuple[Severity, int]]:
    """Not waived, worst first, zeros too; nothing at all before the first report, since no finding is no news then."""
    if not Report.objects.exists():
        return []
    counts = {severity.value: Count("pk", filter=Q(severity=severity.value)) for severity in Severity}
    counted = Finding.objects.open().filter(waived=False).aggregate(**counts)
    return [(severity, counted[severity.value]) for severity in Severity]


def _last_sync(works: list[KindOfWork]) -> Licenses | None:
    sync = next((work.last for work in works if work.kind is Kind.GE_SYNC), None)
    return licenses_of(sync.summary) if sync else None
