"""Servers: how far the sync with each has come, and whether the promise of freshness is kept."""

from django.contrib import admin

from project.ge_sync.freshness import PROMISED_PERCENT, freshness
from project.ge_sync.models import Source
from project.reports.admin.read_only import ReadOnlyAdmin


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    """How far the sync with a server has come."""

    list_display = ["name", "watermark", "pause_until", "open_until"]
    fields = ["name", "watermark", "said_freshness", "pause_until", "open_until", "failures", "reason"]
    readonly_fields = ["said_freshness"]
    says_when_empty = "The first sync that succeeds leaves the server and its watermark here, a pause it asks for too."

    @admin.display(description="freshness")
    def said_freshness(self, source: Source) -> str:
        """As things are now, beside the promise."""
        return f"{freshness()} (promised: {PROMISED_PERCENT:.0f} %)"
