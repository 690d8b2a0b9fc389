"""Bills of entry."""

from django.contrib import admin

from project.bill_of_entry.models import BillOfEntryModel, RowDetails
from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin, DomainInline

ROW_SERVER_OWNED = ("sr_number", "transaction_type", "qty", "cif_fc", "cif_inr")


class RowInline(DomainInline):
    """What it debits."""

    model = RowDetails
    fields = ["sr_number", "row_type", "transaction_type", "qty", "cif_fc", "cif_inr"]
    server_owned = ROW_SERVER_OWNED


@admin.register(BillOfEntryModel)
class BillOfEntryAdmin(DomainAdmin):
    """Bills of entry with what they debit."""

    list_display = [
        "bill_of_entry_number", "bill_of_entry_date", "port", "company", "product_name", "invoice_no", "exchange_rate",
        "is_fetch",
    ]  # fmt: skip
    list_filter = ["is_fetch"]
    list_select_related = ["port", "company"]
    search_fields = ["bill_of_entry_number", "company__name", "invoice_no", "product_name"]
    date_hierarchy = "bill_of_entry_date"
    server_owned = (
        "bill_of_entry_number", "bill_of_entry_date", "company", "port", "exchange_rate", "invoice_no", "appraisement",
        "ooc_date", "cha",
    )  # fmt: skip
    inlines = [RowInline]


@admin.register(RowDetails)
class RowDetailsAdmin(DomainAdmin):
    """Debits and credits of import items."""

    list_display = [
        "bill_of_entry", "sr_number", "row_type", "transaction_type", grouped("qty"), grouped("cif_fc", "CIF FC"),
        grouped("cif_inr", "CIF INR"),
    ]  # fmt: skip
    list_display_links = ["bill_of_entry", "sr_number"]
    list_filter = ["row_type", "transaction_type"]
    list_select_related = ["bill_of_entry", "sr_number__license"]
    search_fields = ["bill_of_entry__bill_of_entry_number", "sr_number__license__license_number"]
    server_owned = ("bill_of_entry", *ROW_SERVER_OWNED)
