"""Purchases and transfers of licences."""

from django.contrib import admin

from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin
from project.license.models import LicensePurchase, LicenseTransferModel


@admin.register(LicensePurchase)
class LicensePurchaseAdmin(DomainAdmin):
    """What was paid for licences."""

    list_display = [
        "license", "purchasing_entity", "supplier", "invoice_number", "invoice_date", "mode",
        grouped("amount_inr", "amount INR"),
    ]  # fmt: skip
    list_filter = ["mode", "amount_source"]
    list_select_related = ["license", "purchasing_entity", "supplier"]
    search_fields = ["license__license_number", "invoice_number", "supplier__name"]
    date_hierarchy = "invoice_date"


@admin.register(LicenseTransferModel)
class LicenseTransferAdmin(DomainAdmin):
    """Who passed a licence on to whom."""

    list_display = ["license", "transfer_date", "from_company", "to_company", "transfer_status", "cbic_status"]
    list_filter = ["transfer_status"]
    list_select_related = ["license", "from_company", "to_company"]
    search_fields = ["license__license_number", "from_company__name", "to_company__name"]
    date_hierarchy = "transfer_date"
    server_owned = (
        "license", "transfer_date", "from_company", "to_company", "transfer_status", "transfer_initiation_date",
        "transfer_acceptance_date", "cbic_status", "cbic_response_date", "user_id_transfer_initiation",
        "user_id_acceptance",
    )  # fmt: skip
