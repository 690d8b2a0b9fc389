"""Items, HS codes and prices."""

from django.contrib import admin

from project.core.admin.numbers import grouped
from project.core.admin.page import DomainAdmin, DomainInline
from project.core.models import HSCodeModel, ItemHeadModel, ItemNameModel, ProductDescriptionModel, UnitPriceModel


@admin.register(ItemHeadModel)
class ItemHeadAdmin(DomainAdmin):
    """Groups of items."""

    list_display = ["name", grouped("unit_rate"), "is_restricted", "restriction_norm", "restriction_percentage"]
    list_filter = ["is_restricted"]
    list_select_related = ["restriction_norm"]
    search_fields = ["name", "dict_key"]
    ordering = ["name"]


@admin.register(ItemNameModel)
class ItemNameAdmin(DomainAdmin):
    """Items under the names the trade uses."""

    list_display = ["name", "head", grouped("unit_price"), "is_active"]
    list_filter = ["is_active"]
    list_select_related = ["head"]
    search_fields = ["name"]
    ordering = ["name"]


class ProductDescriptionInline(DomainInline):
    """How its products are described."""

    model = ProductDescriptionModel
    fields = ["product_description"]


@admin.register(HSCodeModel)
class HSCodeAdmin(DomainAdmin):
    """Tariff headings."""

    list_display = ["hs_code", "product_description", "basic_duty", "unit", grouped("unit_price"), "policy"]
    search_fields = ["hs_code", "product_description"]
    ordering = ["hs_code"]
    inlines = [ProductDescriptionInline]


@admin.register(ProductDescriptionModel)
class ProductDescriptionAdmin(DomainAdmin):
    """Descriptions of products."""

    list_display = ["product_description", "hs_code"]
    list_select_related = ["hs_code"]
    search_fields = ["product_description", "hs_code__hs_code"]


@admin.register(UnitPriceModel)
class UnitPriceAdmin(DomainAdmin):
    """Named prices."""

    list_display = ["name", "label", grouped("unit_price"), "modified_on"]
    search_fields = ["name", "label"]
    ordering = ["name"]
