"""Invoices for what was sold of licences."""

from django.db import models
from django.utils import timezone


class BillingMode(models.TextChoices):
    """What an invoice bills by."""

    KILOGRAM = "kg", "KG"
    CIF = "cif", "CIF %"
    FOB = "fob", "FOB %"


class SaleType(models.TextChoices):
    """Whether single items or a whole licence is sold."""

    ITEM = "item", "Item"
    FULL = "full", "Full"


class Invoice(models.Model):
    """An invoice for what was sold of licences."""

    bills_of_entry = models.ForeignKey(
        "bill_of_entry.BillOfEntryModel", on_delete=models.CASCADE, null=True, blank=True, related_name="invoices"
    )
    from_entity = models.ForeignKey("core.InvoiceEntity", on_delete=models.CASCADE, related_name="invoices")
    to_company_name = models.CharField(max_length=255)
    to_company_pan = models.CharField(max_length=15, null=True, blank=True)
    to_company_gst_number = models.CharField(max_length=15, null=True, blank=True)
    to_company_address_line_1 = models.TextField()
    to_company_address_line_2 = models.TextField(blank=True)
    invoice_number = models.CharField(max_length=50, unique=True)
    invoice_date = models.DateField(default=timezone.localdate)
    billing_mode = models.CharField(max_length=10, choices=BillingMode)
    total_qty = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    total_cif_fc = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    total_cif_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    total_fob_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    total_amount = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    total_amount_in_words = models.TextField(null=True, blank=True)
    sale_type = models.CharField(max_length=10, choices=SaleType, default=SaleType.ITEM.value)

    class Meta:
        verbose_name = "invoice"
        verbose_name_plural = "invoices"

    def __str__(self) -> str:
        return self.invoice_number


class InvoiceItem(models.Model):
    """A line of an invoice: an import item and what was sold of it."""

    invoice = models.ForeignKey("license.Invoice", on_delete=models.CASCADE, related_name="items")
    sr_number = models.ForeignKey(
        "license.LicenseImportItemsModel", on_delete=models.CASCADE, related_name="invoice_items"
    )
    license_no = models.CharField(max_length=50)
    hs_code = models.CharField(max_length=10, default="490700")
    qty = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    cif_fc = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    cif_inr = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    fob_inr = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField(max_digits=12, decimal_places=2)
    amount = models.DecimalField(max_digits=15, decimal_places=2)

    class Meta:
        verbose_name = "invoice item"
        verbose_name_plural = "invoice items"

    def __str__(self) -> str:
        return f"{self.license_no} {self.hs_code}"
