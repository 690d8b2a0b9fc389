"""Licences bought and sold, with invoices and payments."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from project.core.models.authored import TimestampedModel


class TradeDirection(models.TextChoices):
    """Whether licences are bought or sold."""

    PURCHASE = "PURCHASE", "Purchase"
    SALE = "SALE", "Sale"


class LineMode(models.TextChoices):
    """What the amount of a line is reckoned from."""

    QUANTITY = "QTY", "Quantity (Kg × Rate)"  # noqa: RUF001  (the multiplication sign is meant)
    CIF_INR = "CIF_INR", "CIF (INR × %)"  # noqa: RUF001  (the multiplication sign is meant)
    FOB_INR = "FOB_INR", "FOB (INR × %)"  # noqa: RUF001  (the multiplication sign is meant)


class LicenseTrade(TimestampedModel):
    """A purchase or sale of licences, with its invoice."""

    direction = models.CharField(max_length=10, choices=TradeDirection)
    boe = models.ForeignKey(
        "bill_of_entry.BillOfEntryModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="trades"
    )
    from_company = models.ForeignKey(
        "core.CompanyModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="trades_as_seller"
    )
    to_company = models.ForeignKey(
        "core.CompanyModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="trades_as_buyer"
    )
    from_pan = models.CharField(max_length=32, null=True, blank=True)
    from_gst = models.CharField(max_length=32, null=True, blank=True)
    from_addr_line_1 = models.TextField(null=True, blank=True)
    from_addr_line_2 = models.TextField(null=True, blank=True)
    to_pan = models.CharField(max_length=32, null=True, blank=True)
    to_gst = models.CharField(max_length=32, null=True, blank=True)
    to_addr_line_1 = models.TextField(null=True, blank=True)
    to_addr_line_2 = models.TextField(null=True, blank=True)
    invoice_number = models.CharField(max_length=128, default="", blank=True)
    invoice_date = models.DateField(null=True, blank=True)
    remarks = models.TextField(null=True, blank=True)
    subtotal_amount = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    roundoff = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    total_amount = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    purchase_invoice_copy = models.FileField(upload_to="trades/", null=True, blank=True)

    class Meta:
        verbose_name = "license trade"
        verbose_name_plural = "license trades"
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_company=F("to_company")),
                name="trade_buyer_and_seller_differ",
                violation_error_message="Buyer and seller are the same company.",
            ),
            models.UniqueConstraint(
                fields=["from_company", "invoice_number"],
                condition=Q(direction=TradeDirection.PURCHASE.value) & ~Q(invoice_number=""),
                name="unique_purchase_invoice_number",
                violation_error_message="This seller's invoice number is on another purchase.",
            ),
            models.UniqueConstraint(
                fields=["to_company", "invoice_number"],
                condition=Q(direction=TradeDirection.SALE.value) & ~Q(invoice_number=""),
                name="unique_sale_invoice_number",
                violation_error_message="This buyer's invoice number is on another sale.",
            ),
        ]

    def __str__(self) -> str:
        return self.invoice_number or "trade without an invoice"


class LicenseTradeLine(TimestampedModel):
    """A line of a trade: an import item, and how its amount is reckoned."""

    trade = models.ForeignKey("trade.LicenseTrade", on_delete=models.CASCADE, related_name="lines")
    sr_number = models.ForeignKey(
        "license.LicenseImportItemsModel", on_delete=models.PROTECT, related_name="trade_lines"
    )
    description = models.TextField(default="", blank=True)
    mode = models.CharField(max_length=10, choices=LineMode, default=LineMode.QUANTITY.value)
    qty_kg = models.DecimalField(max_digits=20, decimal_places=4, default=0)
    rate_inr_per_kg = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    cif_fc = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    exc_rate = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    cif_inr = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    fob_inr = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    pct = models.DecimalField(max_digits=9, decimal_places=3, default=0)
    amount_inr = models.DecimalField(max_digits=20, decimal_places=2, default=0)

    class Meta:
        verbose_name = "trade line"
        verbose_name_plural = "trade lines"

    def __str__(self) -> str:
        return f"{self.trade}: {self.sr_number}"


class LicenseTradePayment(models.Model):
    """A payment for a trade."""

    trade = models.ForeignKey("trade.LicenseTrade", on_delete=models.CASCADE, related_name="payments")
    date = models.DateField(default=timezone.now)
    amount = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    note = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = "trade payment"
        verbose_name_plural = "trade payments"

    def __str__(self) -> str:
        return f"{self.amount} on {self.date}"
