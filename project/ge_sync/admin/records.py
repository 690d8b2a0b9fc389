"""What the sync writes down: outcomes, changes, links and documents."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from project.ge_sync.admin.wording import begun, link, row_named, said
from project.ge_sync.archive import Archive
from project.ge_sync.comparing.links import Packed, unpacked
from project.ge_sync.models import Change, Document, LicenseOutcome, ServerRows
from project.ge_sync.reporting.history import told
from project.reports.admin.read_only import ReadOnlyAdmin


@admin.register(ServerRows)
class ServerRowsAdmin(ReadOnlyAdmin):
    """Which of our rows each row of the server is, and what no domain column holds of it."""

    list_display = ["synced_id", "said_tables"]
    search_fields = ["synced__license_number__startswith"]
    fields = ["synced", "said_rows"]
    readonly_fields = ["said_rows"]
    says_when_empty = "Links from rows of the GE server to ours appear with the first sync."

    @admin.display(description="rows")
    def said_tables(self, stored: ServerRows) -> str:
        """How many of each table."""
        return ", ".join(f"{table}: {len(columns['key'])}" for table, columns in sorted(stored.rows.items()))

    @admin.display(description="rows")
    def said_rows(self, stored: ServerRows) -> SafeString:
        """A line for each: `license_licenseexportitemmodel 1 is row 7: server_serial_number 1`."""
        links = unpacked(stored.pk, Packed(stored.facts, stored.rows))
        lines = (
            (table, key, f"is row {link.row_id}" if link.row_id else "", _said_facts(link.facts))
            for (table, key), link in links.items()
        )
        return format_html_join(SafeString("<br>"), "{} {} {}: {}", lines)


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

    list_display = ["license_number", "run", "said_row", "operation", "said_fields"]
    list_filter = ["operation", "table"]
    search_fields = ["license_number__startswith"]
    list_select_related = ["run"]
    ordering = ["-id"]
    readonly_fields = ["said_rows"]
    fields = ["license_number", "run", "table", "key", "operation", "said_rows"]
    says_when_empty = "What a sync changes is written down here, field by field."

    @admin.display(description="row", ordering="table")
    def said_row(self, change: Change) -> str:
        """In words."""
        return row_named(change.table, change.key, change.license_number)

    @admin.display(description="fields")
    def said_fields(self, change: Change) -> SafeString:
        """`file_number: A → B (server)`, a line each; the many of a licence that was wholly new are on its own page."""
        if not change.document_id:
            lines = ((each["field"], begun(each["old"]), begun(each["new"]), each["source"]) for each in change.fields)
            return format_html_join(SafeString("<br>"), "{}: {} → {} ({})", lines)
        return format_html("wholly new, as its {} says", link(_page_of(change.document_id), "document"))

    @admin.display(description="fields")
    def said_rows(self, change: Change) -> SafeString:
        """The same with the row that each field belongs to."""
        lines = (
            (each["table"], each["key"], each["field"], said(each["old"]), said(each["new"]), each["source"])
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


def _said_facts(facts: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {said(value)}" for name, value in facts.items()) or "no more is said"
