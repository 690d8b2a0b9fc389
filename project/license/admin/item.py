"""Export and import items."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin
from project.license.models import LicenseExportItemModel, LicenseImportItemsModel

EXPORT_ITEM_SERVER_OWNED = (
    "norm_class", "net_quantity", "unit", "fob_fc", "fob_inr", "fob_exchange_rate", "currency", "value_addition",
    "cif_fc", "cif_inr",
)  # fmt: skip
IMPORT_ITEM_SERVER_OWNED = ("serial_number", "quantity", "unit", "cif_fc", "cif_inr")


@admin.register(LicenseExportItemModel)
class LicenseExportItemAdmin(DomainAdmin):
    """What holders export for their licences."""

    list_display = [
        "license", "description", "norm_class", grouped("net_quantity"), "unit", grouped("fob_fc", "FOB FC"),
        grouped("cif_fc", "CIF FC"), "currency",
    ]  # fmt: skip
    list_filter = ["currency"]
    list_select_related = ["license", "norm_class"]
    search_fields = ["license__license_number", "description"]
    server_owned = ("license", *EXPORT_ITEM_SERVER_OWNED)


@admin.register(LicenseImportItemsModel)
class LicenseImportItemAdmin(DomainAdmin):
    """What may be imported, and what is left of it."""

    list_display = [
        "license", "serial_number", "description", "hs_code", grouped("quantity"), grouped("available_quantity"),
        grouped("cif_fc", "CIF FC"), grouped("available_value"), "is_restricted",
    ]  # fmt: skip
    list_filter = ["is_restricted"]
    search_fields = ["license__license_number", "description", "hs_code__hs_code"]
    readonly_fields = [
        "available_quantity", "available_value", "debited_quantity", "debited_value", "allotted_quantity",
        "allotted_value",
    ]  # fmt: skip
    server_owned = ("license", *IMPORT_ITEM_SERVER_OWNED)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """With its licence, which an item is named after: in the list, and in the answers of a search too."""
        return super().get_queryset(request).select_related("license", "hs_code")
