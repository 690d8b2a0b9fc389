"""Allotments."""

from django.contrib import admin

from project.allotment.models import AllotmentItems, AllotmentModel
from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin, DomainInline


class AllotmentItemInline(DomainInline):
    """What is set aside."""

    model = AllotmentItems
    fields = ["item", "qty", "cif_fc", "cif_inr", "is_boe"]


@admin.register(AllotmentModel)
class AllotmentAdmin(DomainAdmin):
    """Allotments with what they set aside."""

    list_display = [
        "item_name", "company", "type", "port", "invoice", "estimated_arrival_date", grouped("required_quantity"),
        grouped("cif_fc", "CIF FC"), "is_allotted", "is_boe",
    ]  # fmt: skip
    list_filter = ["type", "is_allotted", "is_boe"]
    list_select_related = ["company", "port"]
    search_fields = ["item_name", "invoice", "company__name", "bl_detail"]
    date_hierarchy = "estimated_arrival_date"
    inlines = [AllotmentItemInline]


@admin.register(AllotmentItems)
class AllotmentItemAdmin(DomainAdmin):
    """What allotments set aside of import items."""

    list_display = ["item", "allotment", grouped("qty"), grouped("cif_fc", "CIF FC"), "is_boe"]
    list_display_links = ["item", "allotment"]
    list_filter = ["is_boe"]
    list_select_related = ["item__license", "allotment"]
    search_fields = ["item__license__license_number", "allotment__item_name"]
