"""Standard Input Output Norms (SION)."""

from django.contrib import admin

from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin, DomainInline
from project.core.models import HeadSIONNormsModel, SIONExportModel, SIONImportModel, SionNormClassModel


@admin.register(HeadSIONNormsModel)
class HeadSIONNormsAdmin(DomainAdmin):
    """Chapters of norms."""

    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]


class SIONExportInline(DomainInline):
    """The export product."""

    model = SIONExportModel


class SIONImportInline(DomainInline):
    """The inputs allowed."""

    model = SIONImportModel
    ordering = ["serial_number"]


@admin.register(SionNormClassModel)
class SionNormClassAdmin(DomainAdmin):
    """Norms with their export and inputs."""

    list_display = ["norm_class", "description", "head_norm"]
    list_filter = ["head_norm"]
    list_select_related = ["head_norm"]
    search_fields = ["norm_class", "description"]
    ordering = ["norm_class"]
    inlines = [SIONExportInline, SIONImportInline]


@admin.register(SIONExportModel)
class SIONExportAdmin(DomainAdmin):
    """Export products of norms."""

    list_display = ["description", "norm_class", grouped("quantity"), "unit"]
    list_display_links = ["description", "norm_class"]
    list_select_related = ["norm_class"]
    search_fields = ["description", "norm_class__norm_class"]


@admin.register(SIONImportModel)
class SIONImportAdmin(DomainAdmin):
    """Inputs that norms allow."""

    list_display = ["serial_number", "description", "norm_class", "hsn_code", grouped("quantity"), "unit"]
    list_display_links = ["serial_number", "description"]
    list_select_related = ["norm_class", "hsn_code"]
    search_fields = ["description", "norm_class__norm_class", "hsn_code__hs_code"]
