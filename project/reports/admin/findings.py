"""Troubles and their history."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from unfold.decorators import display

from project.findings import Severity
from project.reports.admin.read_only import ReadOnlyAdmin
from project.reports.admin.waiving import may_be_waived, waive
from project.reports.models import Finding
from project.reports.nightly import next_step
from project.reports.templatetags.words import ago, moment

SEVERITY_LABELS = {"Error": "danger", "Warning": "warning", "Info": "info"}
LATEST_NIGHTS = 30
WORST_FIRST = Case(*(When(severity=severity.value, then=severity.rank) for severity in Severity), default=9)


class OpenFilter(admin.SimpleListFilter):
    """Open ones unless the gone ones are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Beside "All", which stands for the open ones here."""
        return [("gone", "Gone"), ("every", "Open and gone")]

    def choices(self, changelist: Any) -> Any:
        """The first choice is called by what it shows."""
        first, *others = super().choices(changelist)
        yield {**first, "display": "Open"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Finding]) -> QuerySet[Finding]:
        """By the time of the first run that no longer saw it."""
        if self.value() == "every":
            return queryset
        return queryset.exclude(resolved_at=None) if self.value() == "gone" else queryset.filter(resolved_at=None)


@admin.register(Finding)
class FindingAdmin(ReadOnlyAdmin):
    """Open troubles first; a trouble's page tells its nights."""

    list_display = ["place", "said_severity", "message", "code", "kind", "said_first", "said_last", "times_seen"]
    list_filter = [OpenFilter, "kind", "severity", "waived", "code"]
    search_fields = ["table", "column", "object", "message", "code"]
    ordering = [WORST_FIRST, "kind", "table", "column"]
    change_form_template = "reports/admin/finding.html"
    says_when_empty = (
        "What the audits find wrong stands here until a later run no longer sees it. Nothing here is good news only "
        "where an audit has run: the first page says when it did."
    )

    def get_urls(self) -> list[URLPattern]:
        """The page that accepts a finding beside the usual ones."""
        accepting = path("<int:finding_id>/waive/", self.admin_site.admin_view(waive), name="reports_finding_waive")
        return [accepting, *super().get_urls()]

    @admin.display(description="place", ordering="table")
    def place(self, finding: Finding) -> str:
        """Table, column, object."""
        return str(finding)

    @display(description="severity", ordering=WORST_FIRST, label=SEVERITY_LABELS)  # type: ignore[untyped-decorator]
    def said_severity(self, finding: Finding) -> str:
        """With its colour."""
        return finding.get_severity_display()

    @admin.display(description="first seen", ordering="first_seen_at")
    def said_first(self, finding: Finding) -> str:
        """How long ago a run saw it first."""
        return ago(finding.first_seen_at)

    @admin.display(description="last seen", ordering="last_seen_at")
    def said_last(self, finding: Finding) -> str:
        """How long ago a run saw it last."""
        return ago(finding.last_seen_at)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What it is, what to do, what was done, and the nights that saw it."""
        context = {**(extra_context or {}), **_history(object_id)}
        context["may_waive"] = request.user.has_perm("reports.add_waiver")
        return super().change_view(request, object_id, form_url, context)


def _history(object_id: str) -> dict[str, Any]:
    finding = Finding.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
    if finding is None:
        return {}
    nights = list(finding.observations.select_related("run").order_by("-run_id")[:LATEST_NIGHTS])
    told: dict[str, Any] = next((night.document for night in nights if night.document), {})
    return {
        "finding": finding,
        "nights": nights,
        "waivable": may_be_waived(finding) and bool(told),
        "applied": finding.applied_fixes.order_by("-run_id", "position")[:LATEST_NIGHTS],
        "document": told,
        "next_step": next_step(told),
        "cause": (told.get("cause") or "").replace("_", " "),
        "subtitle": moment(finding.first_seen_at),
    }
