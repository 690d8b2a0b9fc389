"""Ports, codes that licences carry, and templates."""

from django.contrib import admin

from project.core.admin.page import DomainAdmin
from project.core.models import NotificationNumber, PortModel, PurchaseStatus, SchemeCode, TransferLetterModel


@admin.register(PortModel)
class PortAdmin(DomainAdmin):
    """Ports by code."""

    list_display = ["code", "name"]
    search_fields = ["code", "name"]
    ordering = ["code"]


@admin.register(SchemeCode, NotificationNumber, PurchaseStatus)
class CodeAdmin(DomainAdmin):
    """A code and what it stands for."""

    list_display = ["code", "label"]
    search_fields = ["code", "label"]
    ordering = ["code"]


@admin.register(TransferLetterModel)
class TransferLetterAdmin(DomainAdmin):
    """Templates of transfer letters."""

    list_display = ["name", "tl", "modified_on"]
    search_fields = ["name"]
    ordering = ["name"]
