"""Licences on their way between offices."""

from django.contrib import admin

from project.core.admin.page import DomainAdmin
from project.license.models import (
    AlongWithModel,
    DateModel,
    LicenseInwardOutwardModel,
    OfficeModel,
    StatusModel,
)


@admin.register(StatusModel, OfficeModel, AlongWithModel)
class NameAdmin(DomainAdmin):
    """A name that movements refer to."""

    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]


@admin.register(DateModel)
class DateAdmin(DomainAdmin):
    """Days on which licences move."""

    list_display = ["date"]
    search_fields = ["date"]
    date_hierarchy = "date"
    ordering = ["-date"]


@admin.register(LicenseInwardOutwardModel)
class LicenseInwardOutwardAdmin(DomainAdmin):
    """Movements by licence and office."""

    list_display = ["license", "date", "status", "office", "along_with", "copy", "annexure", "tl", "aro"]
    list_display_links = ["license", "date"]
    list_filter = ["status", "office", "copy", "annexure", "tl", "aro"]
    list_select_related = ["license", "date", "status", "office", "along_with"]
    search_fields = ["license__license_number", "description", "amd_sheets_number"]
    date_hierarchy = "date__date"
