"""From the rows of runs, reports and observations to the plain values of the nightly report."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Prefetch
from django.utils import timezone

from project.findings import Severity
from project.reports.compare import News
from project.reports.models import Observation, Report
from project.reports.nightly import Licenses, LicenseTrouble, NightlyReport, Part, Trouble, Verdict, next_step
from project.reports.words import grouped
from project.runs.models import Kind, Outcome, Run

NOT_RECORDED = "The run finished without a recorded report, so nothing is known to be checked."
NO_LICENSE = "No licence was seen: the server named none, or was not asked."
CHECKED = (("models", "models"), ("fields", "columns"), ("migrations", "migrations"), ("tables_live", "tables"))
# The mode of a sync that looks at tables alone.
STRUCTURE_ONLY = "structure_only"
QUIET_OUTCOMES = ("new", "changed", "unchanged", "verified")


def gather(run_ids: Sequence[int], *, notes: Iterable[str] = ()) -> NightlyReport:
    """The report of these runs, in their order, finished or not; two queries, however many findings."""
    rows = Run.objects.select_related("report").prefetch_related(
        Prefetch("observations", Observation.objects.select_related("finding"))
    )
    runs = {run.pk: run for run in rows.filter(pk__in=run_ids)}
    ordered = [runs[pk] for pk in run_ids if pk in runs]
    return NightlyReport(
        database=str(connection.settings_dict["NAME"]),
        made_at=timezone.now(),
        parts=tuple(_part(run) for run in ordered),
        seconds=_span(ordered),
        notes=tuple(notes),
    )


def _part(run: Run) -> Part:
    report: Report | None = getattr(run, "report", None)
    licenses = licenses_of(run.summary) if run.kind == Kind.GE_SYNC else None
    checked = _checked(report.stats) if report else ""
    return Part(
        run_id=run.pk,
        kind=run.kind,
        title=run.get_kind_display(),
        verdict=verdict_of(run),
        outcome=told_outcome(run),
        seconds=seconds_of(run),
        score=report.score if report else None,
        checked=checked,
        error=why_untrusted(run),
        troubles=tuple(_trouble(observation) for observation in run.observations.all()),
        licenses=licenses,
    )


def told_outcome(run: Run) -> str:
    """How a run ended, in the same words wherever it is shown."""
    if not run.finished_at:
        return f"Not finished ({run.state})"
    if _is_stopped(run):
        return "Stopped by findings"
    is_empty = run.outcome == Outcome.CLEAN and why_untrusted(run)
    return "Checked nothing" if is_empty else run.get_outcome_display()


def _is_stopped(run: Run) -> bool:
    """A sync that refused to write into tables with errors did its duty: that is something to report, not a crash.

    It counted no licence; one that did, and failed later, has failed whatever it found on the way.
    """
    summary = run.summary
    return run.outcome == Outcome.FAILED and bool(summary.get("findings")) and not summary.get("counts")


def verdict_of(run: Run) -> Verdict:
    """What a run comes to, wherever it is shown."""
    if _is_stopped(run):
        return Verdict.REPORTED
    if why_untrusted(run) or run.outcome not in (Outcome.CLEAN, Outcome.REPORTED, Outcome.NEEDS_APPROVAL):
        return Verdict.FAILED
    return Verdict.CLEAN if run.outcome == Outcome.CLEAN else Verdict.REPORTED


def looks_at_licenses(run: Run) -> bool:
    """Whether it is a sync that has to see licences."""
    return run.kind == Kind.GE_SYNC and run.options.get("mode") != STRUCTURE_ONLY


def why_untrusted(run: Run) -> str:
    """Why the run can't be trusted, in a sentence; empty where it can."""
    if not run.finished_at:
        return run.last_error or "Nothing is known yet."
    if run.outcome in (Outcome.FAILED, Outcome.CANCELLED, Outcome.DID_NOT_RUN):
        return run.last_error or f"The run ended as {run.get_outcome_display().lower()}, without a word why."
    if looks_at_licenses(run):
        licenses = licenses_of(run.summary)
        counted = licenses is not None and any(licenses.counts.values())
        return "" if counted or run.outcome == Outcome.NEEDS_APPROVAL else NO_LICENSE
    return "" if run.kind == Kind.GE_SYNC or hasattr(run, "report") else NOT_RECORDED


def _checked(stats: Mapping[str, Any]) -> str:
    """`37 models, 407 columns`, from what the audit counted."""
    return ", ".join(f"{grouped(stats[key])} {word}" for key, word in CHECKED if isinstance(stats.get(key), int))


def _trouble(observation: Observation) -> Trouble:
    document = observation.document
    cause = observation.cause.replace("_", " ")
    return Trouble(
        code=observation.finding.code,
        severity=Severity(observation.severity),
        place=str(observation.finding),
        message=observation.message,
        news=News(observation.news),
        cause=": ".join(part for part in (cause, document.get("cause_detail") or "") if part),
        next_step=next_step(document),
        statements=tuple(document.get("fix_sql") or ()),
        waived=observation.waived,
    )


def licenses_of(summary: Mapping[str, Any]) -> Licenses | None:
    """A sync in numbers, from its summary, read with distrust; None before there are any."""
    counts, listed = summary.get("counts"), summary.get("licenses")
    requests = summary.get("requests")
    if not isinstance(counts, dict) or not counts:
        return None
    return Licenses(
        counts={str(name): count for name, count in counts.items() if isinstance(count, int)},
        troubles=tuple(_license(each) for each in _named(listed) if each.get("outcome") not in QUIET_OUTCOMES),
        requests=requests if isinstance(requests, int) else None,
    )


def _named(listed: Any) -> list[dict[str, Any]]:
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _license(each: Mapping[str, Any]) -> LicenseTrouble:
    names = ("outcome", "code", "path", "expected", "got")
    return LicenseTrouble(
        number=str(each.get("license_number", "?")), **{name: str(each.get(name) or "") for name in names}
    )


def seconds_of(run: Run) -> float | None:
    """How long a run has worked; None while it is queued or not finished."""
    if run.started_at and run.finished_at:
        return (run.finished_at - run.started_at).total_seconds()
    return None


def _span(runs: Sequence[Run]) -> float | None:
    """From the first start to the last end; None while one is missing."""
    starts: list[datetime] = [run.started_at for run in runs if run.started_at]
    ends: list[datetime] = [run.finished_at for run in runs if run.finished_at]
    if not runs or len(starts) < len(runs) or len(ends) < len(runs):
        return None
    return (max(ends) - min(starts)).total_seconds()
