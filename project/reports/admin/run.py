"""Runs: the list, and a run's page, which is its report."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from unfold.decorators import display

from project.reports.admin import asking
from project.reports.admin.read_only import ReadOnlyAdmin
from project.reports.gather import gather, seconds_of, told_outcome
from project.reports.progress import percent, said_progress
from project.reports.templatetags.words import ago, duration
from project.runs.models import Run

OUTCOME_LABELS = {
    "Clean": "success",
    "Stopped by findings": "warning",
    "Checked nothing": "danger",
    "Something to report": "warning",
    "Needs approval": "warning",
    "Failed": "danger",
    "Did not run": "danger",
    "Cancelled": "danger",
    "Running": "info",
    "Queued": "info",
}
MOST_TROUBLES = 200
MOST_CHUNKS = 200


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """What was asked for, by whom, and how it ended."""

    list_display = ["title", "said_outcome", "scope", "trigger", "said_created", "said_took", "counts", "requested_by"]
    list_select_related = ["requested_by", "report"]
    list_filter = ["kind", "outcome", "trigger", "created_at"]
    search_fields = ["scope", "release", "=id"]
    ordering = ["-id"]
    says_when_empty = (
        "Each audit and each sync leaves a run here, whoever asked for it: the schedule, a deploy, a person. "
        'Ask for the first one with "Run now" on the first page, or with `manage.py nightly`.'
    )

    def get_urls(self) -> list[URLPattern]:
        """The buttons' pages beside the usual ones."""
        view = self.admin_site.admin_view
        return [
            path("run-now/license/", view(asking.run_license), name="runs_run_license"),
            path("run-now/<str:kind>/", view(asking.run_now), name="runs_run_now"),
            path("<int:run_id>/cancel/", view(asking.cancel), name="runs_run_cancel"),
            path("<int:run_id>/retry/", view(asking.retry), name="runs_run_retry"),
            path("<int:run_id>/progress/", view(self.progress_view), name="runs_run_progress"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The report of one run, its progress while it works, and its buttons."""
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        run = Run.objects.select_related("requested_by", "deploy").filter(pk=_key(object_id)).first()
        if run is None:
            raise Http404(f"There is no run {object_id}.")
        context = {**self.admin_site.each_context(request), "opts": self.opts, "original": run, **_page(request, run)}
        return TemplateResponse(request, "reports/admin/run.html", context)

    def progress_view(self, request: HttpRequest, run_id: int) -> JsonResponse:
        """How far a run is; polled while its page is open, until it is finished."""
        if not self.has_view_permission(request):
            return JsonResponse({"error": "This needs the permission runs.view_run."}, status=403)
        run = get_object_or_404(Run.objects.defer("summary", "options"), pk=run_id)
        return JsonResponse(
            {
                "state": run.state,
                "outcome": told_outcome(run) if run.finished_at else "",
                "done": run.done,
                "total": run.total,
                "failed": run.failed,
                "percent": percent(run),
                "said": said_progress(run),
                "finished": run.finished_at is not None,
            }
        )

    @admin.display(description="run", ordering="id")
    def title(self, run: Run) -> str:
        """Kind and number."""
        return str(run)

    @display(description="outcome", ordering="outcome", label=OUTCOME_LABELS)  # type: ignore[untyped-decorator]
    def said_outcome(self, run: Run) -> str:
        """The state until there is an outcome, and then the words of the run's own page."""
        return told_outcome(run) if run.finished_at else run.state.capitalize()

    @admin.display(description="asked for", ordering="created_at")
    def said_created(self, run: Run) -> str:
        """How long ago."""
        return ago(run.created_at)

    @admin.display(description="took")
    def said_took(self, run: Run) -> str:
        """From the first claim to the end, in two units."""
        return duration(seconds_of(run))

    @admin.display(description="done")
    def counts(self, run: Run) -> str:
        """Licences, where the run counts any."""
        return f"{run.done} of {run.total}" if run.total else "-"


def _key(object_id: str) -> int:
    return int(object_id) if object_id.isdecimal() and len(object_id) < 18 else 0


def _page(request: HttpRequest, run: Run) -> dict[str, Any]:
    report = gather([run.pk])
    chunks = run.chunks.defer("items", "summary").order_by("pk")[:MOST_CHUNKS]
    return {
        "title": str(run),
        "subtitle": None,
        "run": run,
        "part": report.parts[0],
        "troubles": report.open[:MOST_TROUBLES],
        "left_out": max(len(report.open) - MOST_TROUBLES, 0),
        "fixed": report.fixed,
        "chunks": chunks,
        "may_cancel": request.user.has_perm("runs.change_run") and not run.finished_at and not run.cancel_requested_at,
        "may_retry": request.user.has_perm("runs.add_run") and run.finished_at,
        "percent": percent(run),
        "said_progress": said_progress(run),
    }
