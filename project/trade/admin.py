"""Licences bought and sold."""

from django.contrib import admin

from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin, DomainInline
from project.trade.models import LicenseTrade, LicenseTradeLine, LicenseTradePayment


class LineInline(DomainInline):
    """Its lines."""

    model = LicenseTradeLine


class PaymentInline(DomainInline):
    """What was paid."""

    model = LicenseTradePayment
    ordering = ["date"]


@admin.register(LicenseTrade)
class LicenseTradeAdmin(DomainAdmin):
    """Trades with their lines and payments."""

    list_display = [
        "invoice_number", "invoice_date", "direction", "from_company", "to_company", "boe", grouped("total_amount"),
    ]  # fmt: skip
    list_display_links = ["invoice_number", "direction"]
    list_filter = ["direction"]
    list_select_related = ["from_company", "to_company", "boe"]
    search_fields = ["invoice_number", "from_company__name", "to_company__name"]
    date_hierarchy = "invoice_date"
    inlines = [LineInline, PaymentInline]


@admin.register(LicenseTradeLine)
class LicenseTradeLineAdmin(DomainAdmin):
    """Lines of trades."""

    list_display = [
        "trade", "sr_number", "mode", grouped("qty_kg", "quantity (kg)"), grouped("amount_inr", "amount INR"),
    ]  # fmt: skip
    list_display_links = ["trade", "sr_number"]
    list_filter = ["mode"]
    list_select_related = ["trade", "sr_number__license"]
    search_fields = ["trade__invoice_number", "sr_number__license__license_number", "description"]


@admin.register(LicenseTradePayment)
class LicenseTradePaymentAdmin(DomainAdmin):
    """Payments for trades."""

    list_display = ["trade", "date", grouped("amount"), "note"]
    list_display_links = ["trade", "date"]
    list_select_related = ["trade"]
    search_fields = ["trade__invoice_number", "note"]
    date_hierarchy = "date"
