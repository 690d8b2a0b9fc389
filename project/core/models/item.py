"""Items under the names the trade uses, and their prices."""

from django.db import models

from project.core.models.authored import AuthoredModel


class ItemHeadModel(AuthoredModel):
    """A group of items, with the norm that restricts it."""

    name = models.CharField(max_length=255, unique=True)
    unit_rate = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    is_restricted = models.BooleanField(default=False)
    restriction_norm = models.ForeignKey(
        "core.SionNormClassModel",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="restricted_item_heads",
    )
    restriction_percentage = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    dict_key = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = "item head"
        verbose_name_plural = "item heads"

    def __str__(self) -> str:
        return self.name


class ItemNameModel(AuthoredModel):
    """An item under the name the trade uses."""

    head = models.ForeignKey(
        "core.ItemHeadModel", on_delete=models.CASCADE, null=True, blank=True, related_name="item_names"
    )
    name = models.CharField(max_length=255, unique=True)
    unit_price = models.DecimalField(max_digits=10, decimal_places=3, default=0)
    is_active = models.BooleanField(default=False)

    class Meta:
        verbose_name = "item name"
        verbose_name_plural = "item names"

    def __str__(self) -> str:
        return self.name


class UnitPriceModel(AuthoredModel):
    """A named price per unit."""

    name = models.CharField(max_length=255)
    unit_price = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    label = models.CharField(max_length=255, default="")

    class Meta:
        verbose_name = "unit price"
        verbose_name_plural = "unit prices"

    def __str__(self) -> str:
        return self.label or self.name
