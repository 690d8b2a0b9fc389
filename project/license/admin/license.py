"""Licences."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin, DomainInline, ServerInline
from project.license.admin.item import EXPORT_ITEM_SERVER_OWNED, IMPORT_ITEM_SERVER_OWNED
from project.license.models import (
    LicenseDetailsModel,
    LicenseDocumentModel,
    LicenseExportItemModel,
    LicenseImportItemsModel,
    LicenseTransferModel,
)


class StandingFilter(admin.SimpleListFilter):
    """What a licence can still be used for."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Three questions."""
        return [("expiring", "Expires within 30 days"), ("expired", "Expired"), ("overdrawn", "Overdrawn")]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """The licences of the question that was chosen."""
        licenses, today = LicenseDetailsModel.objects.all(), timezone.localdate()
        match self.value():
            case "expiring":
                return queryset & licenses.expiring(today, within_days=30)
            case "expired":
                return queryset & licenses.expired(today)
            case "overdrawn":
                return queryset & licenses.overdrawn()
        return queryset


class ExportItemInline(DomainInline):
    """What the holder exports."""

    model = LicenseExportItemModel
    fields = ["description", "item", "norm_class", "net_quantity", "unit", "fob_fc", "cif_fc", "currency"]
    server_owned = tuple(name for name in fields if name in EXPORT_ITEM_SERVER_OWNED)


class ImportItemInline(DomainInline):
    """What may be imported, and what is left of it."""

    model = LicenseImportItemsModel
    fields = [
        "serial_number", "description", "hs_code", "quantity", "unit", "cif_fc", "available_quantity",
        "available_value",
    ]  # fmt: skip
    readonly_fields = ["available_quantity", "available_value"]
    server_owned = tuple(name for name in fields if name in IMPORT_ITEM_SERVER_OWNED)
    ordering = ["serial_number"]


class TransferInline(ServerInline):
    """Where the licence went."""

    model = LicenseTransferModel
    fields = ["transfer_date", "from_company", "to_company", "transfer_status", "cbic_status"]
    ordering = ["transfer_date"]


class DocumentInline(DomainInline):
    """Its files."""

    model = LicenseDocumentModel


@admin.register(LicenseDetailsModel)
class LicenseAdmin(DomainAdmin):
    """Licences with their items, transfers and files."""

    list_display = [
        "license_number", "license_date", "license_expiry_date", "exporter", "current_owner", "port", "purchase_status",
        grouped("balance_cif", "balance CIF"), "is_active",
    ]  # fmt: skip
    list_filter = [
        StandingFilter, "purchase_status", "notification_number", "is_active", "is_expired", "is_null", "is_au",
        "is_audit", "is_incomplete",
    ]  # fmt: skip
    list_select_related = ["exporter", "current_owner", "port"]
    search_fields = ["license_number", "file_number", "exporter__name", "current_owner__name"]
    date_hierarchy = "license_date"
    ordering = ["-license_date", "license_number"]
    inlines = [ExportItemInline, ImportItemInline, TransferInline, DocumentInline]
    server_owned = (
        "license_number", "license_date", "file_number", "scheme_code", "notification_number", "exporter", "port",
        "registration_number", "registration_date", "ledger_date", "balance_cif", "current_owner",
    )  # fmt: skip
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "license_number", "license_date", "license_expiry_date", "purchase_status", "exporter",
                    "current_owner", "port", "balance_cif",
                ],
            },
        ),
        (
            "At the GE",
            {
                "fields": [
                    "scheme_code", "notification_number", "file_number", "registration_number", "registration_date",
                    "ledger_date", "ge_file_number", "file_transfer_status", "condition_sheet",
                ],
            },
        ),
        (
            "With us",
            {
                "fields": [
                    "export_item", "fob", "billing_rate", "billing_amount", "user_comment", "user_restrictions",
                    "is_active", "is_expired", "is_null", "is_au", "is_audit", "is_mnm", "is_not_registered",
                    "is_incomplete", "is_individual",
                ],
            },
        ),
        ("Row", {"fields": ["created_on", "created_by", "modified_on", "modified_by"]}),
    ]  # fmt: skip


@admin.register(LicenseDocumentModel)
class LicenseDocumentAdmin(DomainAdmin):
    """Files of licences."""

    list_display = ["license", "type", "file"]
    list_select_related = ["license"]
    search_fields = ["license__license_number", "type"]
