"""How each licence stands with the server, what changed in it, and another try for one that isn't in step."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from project.ge_sync.admin.wording import link
from project.ge_sync.models import LicenseOutcome, State, SyncedLicense
from project.ge_sync.options import Mode, Options
from project.reports.admin.asking import confirm, go_to, require
from project.reports.admin.read_only import ReadOnlyAdmin
from project.runs.license_scope import license_scope
from project.runs.models import Kind, Trigger
from project.runs.start import start


class Overdue(admin.SimpleListFilter):
    """Licences that should have been verified by now."""

    title = "verified in time"
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Late, or not."""
        return [("yes", "Overdue"), ("no", "In time")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SyncedLicense]) -> QuerySet[SyncedLicense]:
        """Those that are gone are never due."""
        if self.value() == "yes":
            return queryset.filter(next_due__lte=timezone.now())
        if self.value() == "no":
            return queryset.filter(Q(next_due=None) | Q(next_due__gt=timezone.now()))
        return queryset


@admin.register(SyncedLicense)
class SyncedLicenseAdmin(ReadOnlyAdmin):
    """Where each licence stands with the server."""

    list_display = ["license_number", "state", "version", "checked_at", "next_due", "applied_at"]
    list_filter = ["state", Overdue]
    search_fields = ["license_number__startswith"]
    fields = [
        "license_number", "license", "state", "said_reason", "again", "history", "version", "updated_at", "etag",
        "base", "checked_at", "next_due", "applied_at", "missing_rows", "ended_at", "ended_version",
    ]  # fmt: skip
    readonly_fields = ["said_reason", "again", "history"]
    says_when_empty = "Each licence that the GE server was asked about has a row here; the first sync makes them."

    def get_urls(self) -> list[URLPattern]:
        """The page that tries one again, beside the usual ones."""
        view = self.admin_site.admin_view(try_again)
        return [path("<str:number>/try-again/", view, name="ge_sync_try_again"), *super().get_urls()]

    @admin.display(description="why")
    def said_reason(self, one: SyncedLicense) -> str:
        """What was wrong the last time, where something was."""
        last = LicenseOutcome.objects.filter(license_number=one.pk).order_by(F("run").desc()).first()
        if last is None or one.state == State.SYNCED:
            return "-"
        parts = (last.code, last.path, last.expected and f"expected {last.expected}", last.got and f"got {last.got}")
        return ", ".join(part for part in parts if part)

    @admin.display(description="in step?")
    def again(self, one: SyncedLicense) -> SafeString:
        """The button for one that isn't."""
        if one.state in (State.SYNCED, State.GONE):
            return format_html("{}", one.get_state_display())
        return link(reverse("admin:ge_sync_try_again", args=[one.pk]), "Try again now")

    @admin.display(description="history")
    def history(self, one: SyncedLicense) -> SafeString:
        """Every change to it, how it ended in each run, and what both sides changed."""
        pages = (("change", "Changes"), ("licenseoutcome", "outcomes"), ("conflict", "conflicts"))
        links = ((link(f"{reverse(f'admin:ge_sync_{name}_changelist')}?q={one.pk}", words),) for name, words in pages)
        return format_html_join(", ", "{}", links)


def try_again(request: HttpRequest, number: str) -> HttpResponse:
    """Fetch and compare one licence anew, whatever is known of it."""
    user = require(request, "runs.add_run")
    one = get_object_or_404(SyncedLicense, pk=number)
    if request.method == "POST":
        options = Options(mode=Mode.DATA_ONLY, force=True).as_json()
        scope = license_scope(one.pk)
        return go_to(
            request, start(Kind.GE_SYNC, trigger=Trigger.MANUAL, scope=scope, requested_by=user, options=options)
        )
    text = f"Licence {one} is {one.get_state_display().lower()}. It is fetched, read and compared once more."
    back = reverse("admin:ge_sync_syncedlicense_change", args=[one.pk])
    return confirm(request, f"Try licence {one} again", text, button="Try again", back=back)
