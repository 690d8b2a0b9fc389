"""Invoices."""

from django.contrib import admin

from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin, DomainInline
from project.license.models import Invoice, InvoiceItem


class InvoiceItemInline(DomainInline):
    """Its lines."""

    model = InvoiceItem


@admin.register(Invoice)
class InvoiceAdmin(DomainAdmin):
    """Invoices with their lines."""

    list_display = [
        "invoice_number", "invoice_date", "from_entity", "to_company_name", "billing_mode", "sale_type",
        grouped("total_amount"),
    ]  # fmt: skip
    list_filter = ["billing_mode", "sale_type"]
    list_select_related = ["from_entity"]
    search_fields = ["invoice_number", "to_company_name"]
    date_hierarchy = "invoice_date"
    inlines = [InvoiceItemInline]


@admin.register(InvoiceItem)
class InvoiceItemAdmin(DomainAdmin):
    """Lines of invoices."""

    list_display = ["invoice", "license_no", "hs_code", grouped("qty"), grouped("rate"), grouped("amount")]
    list_display_links = ["invoice", "license_no"]
    list_select_related = ["invoice"]
    search_fields = ["invoice__invoice_number", "license_no", "hs_code"]
