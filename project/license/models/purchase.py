"""Purchases of licences."""

from django.db import models

from project.core.models.authored import AuthoredModel


class PurchaseMode(models.TextChoices):
    """What the amount of a purchase is reckoned from."""

    AMOUNT = "AMOUNT", "Amount-based"
    QUANTITY = "QTY", "Quantity-based"


class AmountSource(models.TextChoices):
    """The value that an amount-based purchase starts from."""

    FOB_INR = "FOB_INR", "FOB (INR)"
    CIF_INR = "CIF_INR", "CIF (INR)"
    CIF_USD = "CIF_USD", "CIF (USD)"


class LicensePurchase(AuthoredModel):
    """The purchase of a licence, and how its amount is reckoned."""

    license = models.ForeignKey("license.LicenseDetailsModel", on_delete=models.CASCADE, related_name="purchases")
    purchasing_entity = models.ForeignKey(
        "core.CompanyModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="license_purchases"
    )
    supplier = models.ForeignKey(
        "core.CompanyModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="supplied_licenses"
    )
    supplier_pan = models.CharField(max_length=32, null=True, blank=True)
    supplier_gst = models.CharField(max_length=32, null=True, blank=True)
    invoice_number = models.CharField(max_length=128, null=True, blank=True)
    invoice_date = models.DateField(null=True, blank=True)
    invoice_copy = models.FileField(upload_to="purchases/", null=True, blank=True)
    mode = models.CharField(max_length=10, choices=PurchaseMode, default=PurchaseMode.AMOUNT.value)
    amount_source = models.CharField(max_length=10, choices=AmountSource, default=AmountSource.FOB_INR.value)
    fob_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    cif_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    cif_usd = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    exchange_rate = models.DecimalField(max_digits=15, decimal_places=6, default=0)
    markup_pct = models.DecimalField(max_digits=15, decimal_places=6, default=0)
    product_name = models.CharField(max_length=255, null=True, blank=True)
    quantity_kg = models.DecimalField(max_digits=15, decimal_places=3, default=0)
    rate_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    amount_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)

    class Meta:
        verbose_name = "license purchase"
        verbose_name_plural = "license purchases"

    def __str__(self) -> str:
        return self.invoice_number or "purchase without an invoice"
