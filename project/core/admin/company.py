"""Companies and our own firms."""

from django.contrib import admin

from project.core.admin.page import DomainAdmin
from project.core.models import CompanyModel, InvoiceEntity


@admin.register(CompanyModel)
class CompanyAdmin(DomainAdmin):
    """Companies by IEC, PAN or name."""

    list_display = ["iec", "name", "pan", "gst_number", "contact_person", "phone_number"]
    list_display_links = ["iec", "name"]
    list_filter = ["account_type"]
    search_fields = ["iec", "name", "pan", "gst_number"]
    ordering = ["name"]
    fieldsets = [
        (None, {"fields": ["iec", "name", "pan", "gst_number"]}),
        ("Contact", {"fields": ["contact_person", "phone_number", "email"]}),
        ("Address", {"fields": ["address", "address_line_1", "address_line_2"]}),
        ("Bank", {"fields": ["bank_account_number", "bank_name", "ifsc_code", "account_type"]}),
        ("On documents", {"fields": ["logo", "signature", "stamp", "bill_colour"]}),
        ("Row", {"fields": ["created_on", "created_by", "modified_on", "modified_by"]}),
    ]


@admin.register(InvoiceEntity)
class InvoiceEntityAdmin(DomainAdmin):
    """Our own firms, as they stand on invoices."""

    list_display = ["name", "pan_number", "gst_number", "bank_name", "account_type"]
    list_filter = ["account_type"]
    search_fields = ["name", "pan_number", "gst_number"]
    ordering = ["name"]
