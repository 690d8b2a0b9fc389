"""HS codes and how their products are described."""

from django.db import models

from project.core.models.authored import AuthoredModel


class HSCodeModel(AuthoredModel):
    """A customs tariff heading (HS code) with its duty and policy."""

    hs_code = models.CharField(max_length=8, unique=True)
    product_description = models.TextField(null=True, blank=True)
    unit_price = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    basic_duty = models.CharField(max_length=225, null=True, blank=True)
    unit = models.CharField(max_length=255, null=True, blank=True)
    policy = models.CharField(max_length=255, null=True, blank=True)
    note = models.TextField(null=True, blank=True)

    class Meta:
        verbose_name = "HS code"
        verbose_name_plural = "HS codes"

    def __str__(self) -> str:
        return self.hs_code


class ProductDescriptionModel(AuthoredModel):
    """How a product of an HS code is described on documents."""

    hs_code = models.ForeignKey("core.HSCodeModel", on_delete=models.PROTECT, related_name="product_descriptions")
    product_description = models.TextField()

    class Meta:
        verbose_name = "product description"
        verbose_name_plural = "product descriptions"

    def __str__(self) -> str:
        return self.product_description
