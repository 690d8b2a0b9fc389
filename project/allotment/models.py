"""Allotments: licences set aside for goods on their way."""

from django.db import models

from project.core.models.authored import AuthoredModel


class AllotmentType(models.TextChoices):
    """An advance release order, or an allotment."""

    ARO = "AR", "ARO"
    ALLOTMENT = "AT", "Allotment"


class AllotmentModel(AuthoredModel):
    """Goods on their way, for which licences are set aside."""

    company = models.ForeignKey("core.CompanyModel", on_delete=models.CASCADE, related_name="allotments")
    type = models.CharField(max_length=2, choices=AllotmentType, default=AllotmentType.ALLOTMENT.value)
    required_quantity = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    unit_value_per_unit = models.DecimalField(max_digits=15, decimal_places=3, default=0)
    cif_fc = models.DecimalField(max_digits=15, decimal_places=2, default=0, null=True, blank=True)
    cif_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0, null=True, blank=True)
    exchange_rate = models.DecimalField(max_digits=15, decimal_places=6, default=0, null=True, blank=True)
    item_name = models.CharField(max_length=255)
    contact_person = models.CharField(max_length=255, null=True, blank=True)
    contact_number = models.CharField(max_length=255, null=True, blank=True)
    invoice = models.CharField(max_length=255, null=True, blank=True)
    estimated_arrival_date = models.DateField(null=True, blank=True)
    bl_detail = models.CharField(max_length=255, null=True, blank=True)
    port = models.ForeignKey(
        "core.PortModel", on_delete=models.CASCADE, null=True, blank=True, related_name="allotments"
    )
    related_company = models.ForeignKey(
        "core.CompanyModel", on_delete=models.CASCADE, null=True, blank=True, related_name="related_allotments"
    )
    is_boe = models.BooleanField(default=False)
    is_allotted = models.BooleanField(default=False)

    class Meta:
        verbose_name = "allotment"
        verbose_name_plural = "allotments"

    def __str__(self) -> str:
        return self.item_name


class AllotmentItems(AuthoredModel):
    """What an allotment sets aside of one import item."""

    item = models.ForeignKey(
        "license.LicenseImportItemsModel",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="allotment_items",
    )
    allotment = models.ForeignKey(
        "allotment.AllotmentModel", on_delete=models.CASCADE, null=True, blank=True, related_name="items"
    )
    cif_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    cif_fc = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    qty = models.DecimalField(max_digits=15, decimal_places=0, default=0)
    is_boe = models.BooleanField(default=False)

    class Meta:
        verbose_name = "allotment item"
        verbose_name_plural = "allotment items"
        constraints = [
            models.UniqueConstraint(fields=["item", "allotment"], name="unique_allotment_item"),
        ]

    def __str__(self) -> str:
        return f"{self.allotment}: {self.item}"
