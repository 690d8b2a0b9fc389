"""Which findings are accepted, why, by whom and until when."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from unfold.decorators import display

from project.reports.admin.read_only import ReadOnlyAdmin
from project.reports.models import Waiver
from project.reports.templatetags.words import ago

BOUND_TO = ("kind", "code", "table", "column", "object", "expected", "actual")
GRANTED = ("granted_by", "granted_at")


@admin.register(Waiver)
class WaiverAdmin(ReadOnlyAdmin):
    """Accepted differences; granted from a finding's page, and bound to its values ever after."""

    list_display = ["__str__", "said_state", "reason", "owner", "until", "granted_by", "said_granted"]
    list_select_related = ["granted_by"]
    list_filter = ["kind", "owner"]
    search_fields = ["code", "table", "column", "object", "reason", "owner"]
    says_when_empty = (
        "Differences that somebody accepted for a while stand here. Grant a waiver from the page of the finding; "
        "the settings' lists SCHEMA_AUDIT_WAIVERS and MIGRATION_AUDIT_WAIVERS hold others."
    )
    fields = [*BOUND_TO, "reason", "owner", "until", *GRANTED]
    readonly_fields = [*BOUND_TO, *GRANTED]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Words and end may change, the values never: another value is another difference."""
        return request.user.has_perm("reports.change_waiver")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Without its waiver a finding is open again."""
        return request.user.has_perm("reports.delete_waiver")

    @display(description="state", label={"Counts": "success", "Ended": "danger"})  # type: ignore[untyped-decorator]
    def said_state(self, waiver: Waiver) -> str:
        """Whether its last day has passed."""
        return "Counts" if waiver.until >= timezone.localdate() else "Ended"

    @admin.display(description="granted", ordering="granted_at")
    def said_granted(self, waiver: Waiver) -> str:
        """How long ago."""
        return ago(waiver.granted_at)
