"""What was done about findings, statement by statement."""

from django.contrib import admin
from unfold.decorators import display

from project.reports.admin.read_only import ReadOnlyAdmin
from project.reports.models import AppliedFix
from project.reports.templatetags.words import moment

STATE_LABELS = {
    "Applied": "success",
    "Undone": "info",
    "Pending": "warning",
    "Interrupted": "warning",
    "Failed": "danger",
}


@admin.register(AppliedFix)
class AppliedFixAdmin(ReadOnlyAdmin):
    """Every statement that `--fix` and `--undo` ran, who ran it, and what takes it back."""

    list_display = ["place", "code", "said_state", "sql", "purpose", "who", "run", "said_begun"]
    list_select_related = ["run"]
    list_filter = ["state", "purpose", "code"]
    search_fields = ["place", "sql", "who"]
    ordering = ["-run_id", "position"]
    says_when_empty = (
        "What `manage.py check_db_structure --fix` runs stands here, statement by statement, with its undo."
    )

    @display(description="state", ordering="state", label=STATE_LABELS)  # type: ignore[untyped-decorator]
    def said_state(self, applied: AppliedFix) -> str:
        """With its colour."""
        return applied.get_state_display()

    @admin.display(description="when", ordering="begun_at")
    def said_begun(self, applied: AppliedFix) -> str:
        """With the zone."""
        return moment(applied.begun_at)
