"""What a licence exports and may import."""

from django.db import models


class Unit(models.TextChoices):
    """Units that quantities are in."""

    KILOGRAM = "kg", "kg"


class Currency(models.TextChoices):
    """Currencies of export values."""

    US_DOLLAR = "usd", "usd"
    EURO = "euro", "euro"


class LicenseExportItemModel(models.Model):
    """What the holder of a licence exports for it."""

    license = models.ForeignKey("license.LicenseDetailsModel", on_delete=models.CASCADE, related_name="export_items")
    description = models.CharField(max_length=255, null=True, blank=True)
    item = models.ForeignKey(
        "core.ItemNameModel", on_delete=models.CASCADE, null=True, blank=True, related_name="export_items"
    )
    norm_class = models.ForeignKey(
        "core.SionNormClassModel", on_delete=models.CASCADE, null=True, blank=True, related_name="export_items"
    )
    duty_type = models.CharField(max_length=255, default="Basic")
    net_quantity = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    old_quantity = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.KILOGRAM.value)
    fob_fc = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    fob_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    fob_exchange_rate = models.DecimalField(max_digits=15, decimal_places=6, default=0)
    currency = models.CharField(max_length=5, choices=Currency, default=Currency.US_DOLLAR.value)
    value_addition = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    cif_fc = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    cif_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)

    class Meta:
        verbose_name = "export item"
        verbose_name_plural = "export items"

    def __str__(self) -> str:
        return self.description or ""


class LicenseImportItemsModel(models.Model):
    """What may be imported under a licence, with what is left of it."""

    serial_number = models.IntegerField(default=0)
    license = models.ForeignKey("license.LicenseDetailsModel", on_delete=models.CASCADE, related_name="import_items")
    hs_code = models.ForeignKey(
        "core.HSCodeModel", on_delete=models.CASCADE, null=True, blank=True, related_name="import_items"
    )
    description = models.CharField(max_length=255, null=True, blank=True)
    quantity = models.DecimalField(max_digits=15, decimal_places=3, default=0)
    old_quantity = models.DecimalField(max_digits=15, decimal_places=3, default=0)
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.KILOGRAM.value)
    cif_fc = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    cif_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    available_quantity = models.DecimalField(max_digits=15, decimal_places=3, default=0)
    available_value = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    debited_quantity = models.DecimalField(max_digits=15, decimal_places=3, default=0)
    debited_value = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    allotted_quantity = models.DecimalField(max_digits=15, decimal_places=3, default=0)
    allotted_value = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    is_restricted = models.BooleanField(default=False)
    comment = models.TextField(null=True, blank=True)
    items = models.ManyToManyField("core.ItemNameModel", blank=True, related_name="import_items")

    class Meta:
        verbose_name = "import item"
        verbose_name_plural = "import items"
        constraints = [
            models.UniqueConstraint(fields=["license", "serial_number"], name="unique_import_item_serial_number"),
        ]

    def __str__(self) -> str:
        return f"{self.license} item {self.serial_number}"
