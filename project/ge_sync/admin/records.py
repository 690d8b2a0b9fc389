"""What the sync writes down: outcomes, changes, links and documents."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from project.ge_sync.archive import Archive
from project.ge_sync.models import Change, Document, LicenseOutcome, ServerRow
from project.ge_sync.reporting.history import told
from project.reports.admin.read_only import ReadOnlyAdmin


@admin.register(ServerRow)
class ServerRowAdmin(ReadOnlyAdmin):
    """Which of our rows a row of the server is, and what no domain column holds of it."""

    list_display = ["synced", "table", "key", "row_id"]
    list_filter = ["table"]
    search_fields = ["synced__license_number__startswith"]
    list_select_related = ["synced"]
    says_when_empty = "Links from rows of the GE server to ours appear with the first sync."


@admin.register(LicenseOutcome)
class LicenseOutcomeAdmin(ReadOnlyAdmin):
    """How each licence ended in each run."""

    list_display = ["license_number", "run", "outcome", "code", "path", "expected", "got"]
    list_filter = ["outcome"]
    search_fields = ["license_number__startswith"]
    list_select_related = ["run"]
    ordering = ["-id"]
    says_when_empty = "A run of the GE sync leaves a row here for each licence."


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """The history: every field with its value before and after."""

    list_display = ["license_number", "run", "table", "key", "operation", "said_fields"]
    list_filter = ["operation", "table"]
    search_fields = ["license_number__startswith"]
    list_select_related = ["run"]
    ordering = ["-id"]
    readonly_fields = ["said_rows"]
    fields = ["license_number", "run", "table", "key", "operation", "said_rows"]
    says_when_empty = "What a sync changes is written down here, field by field."

    @admin.display(description="fields")
    def said_fields(self, change: Change) -> SafeString:
        """`file_number: A → B (server)`, a line each; the many of a licence that was wholly new are on its own page."""
        if not change.document_id:
            lines = ((each["field"], _said(each["old"]), _said(each["new"]), each["source"]) for each in change.fields)
            return format_html_join(SafeString("<br>"), "{}: {} → {} ({})", lines)
        return format_html('wholly new, as its <a href="{}">document</a> says', _page_of(change.document_id))

    @admin.display(description="fields")
    def said_rows(self, change: Change) -> SafeString:
        """The same with the row that each field belongs to."""
        lines = (
            (each["table"], each["key"], each["field"], _said(each["old"]), _said(each["new"]), each["source"])
            for each in told([change])
        )
        return format_html_join(SafeString("<br>"), "{} {} {}: {} → {} ({})", lines)


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Documents as the server sent them; seeing one needs the permission to view documents."""

    list_display = ["license_number", "sha256", "size", "received_at"]
    search_fields = ["license_number__startswith", "=sha256"]
    fields = ["license_number", "sha256", "size", "received_at", "said_content"]
    readonly_fields = ["said_content"]
    says_when_empty = "Every distinct document of the GE server is archived here."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Contents are read one at a time."""
        return super().get_queryset(request).defer("content")

    @admin.display(description="content")
    def said_content(self, document: Document) -> SafeString:
        """The JSON, indented."""
        content = Archive().read([document.sha256])[document.sha256]
        return format_html("<pre>{}</pre>", json.dumps(content, indent=1, ensure_ascii=False, default=str))


def _page_of(sha256: str) -> str:
    return reverse("admin:ge_sync_document_change", args=[sha256])


def _said(value: Any) -> str:
    return "nothing" if value is None else str(value)
