"""Bills of entry and what they debit from licences."""

from django.db import models

from project.core.models.authored import AuthoredModel


class RowType(models.TextChoices):
    """What a row of a bill of entry was set aside by."""

    ARO = "AR", "ARO"
    ALLOTMENT = "AT", "Allotment"


class TransactionType(models.TextChoices):
    """Which way a row moves the balance."""

    CREDIT = "C", "Credit"
    DEBIT = "D", "Debit"


class BillOfEntryModel(AuthoredModel):
    """A customs declaration of imported goods."""

    company = models.ForeignKey(
        "core.CompanyModel", on_delete=models.CASCADE, null=True, blank=True, related_name="bills_of_entry"
    )
    bill_of_entry_number = models.CharField(max_length=25)
    bill_of_entry_date = models.DateField(null=True, blank=True)
    port = models.ForeignKey(
        "core.PortModel", on_delete=models.CASCADE, null=True, blank=True, related_name="bills_of_entry"
    )
    exchange_rate = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    product_name = models.CharField(max_length=255, default="")
    invoice_no = models.CharField(max_length=255, null=True, blank=True)
    invoice_date = models.DateField(null=True, blank=True)
    is_fetch = models.BooleanField(default=False)
    failed = models.IntegerField(default=0)
    appraisement = models.CharField(max_length=255, null=True, blank=True)
    ooc_date = models.CharField(max_length=255, null=True, blank=True)
    cha = models.CharField(max_length=255, null=True, blank=True)
    comments = models.TextField(null=True, blank=True)
    allotment = models.ManyToManyField("allotment.AllotmentModel", blank=True, related_name="bills_of_entry")

    class Meta:
        verbose_name = "bill of entry"
        verbose_name_plural = "bills of entry"
        constraints = [
            models.UniqueConstraint(
                fields=["bill_of_entry_number", "bill_of_entry_date", "port"], name="unique_bill_of_entry_at_port"
            ),
        ]

    def __str__(self) -> str:
        return self.bill_of_entry_number


class RowDetails(AuthoredModel):
    """What a bill of entry debits from (or credits to) one import item."""

    bill_of_entry = models.ForeignKey(
        "bill_of_entry.BillOfEntryModel", on_delete=models.CASCADE, null=True, blank=True, related_name="rows"
    )
    row_type = models.CharField(max_length=2, choices=RowType, default=RowType.ALLOTMENT.value)
    sr_number = models.ForeignKey(
        "license.LicenseImportItemsModel", on_delete=models.CASCADE, related_name="bill_of_entry_rows"
    )
    transaction_type = models.CharField(max_length=2, choices=TransactionType, default=TransactionType.DEBIT.value)
    cif_inr = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    cif_fc = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    qty = models.DecimalField(max_digits=15, decimal_places=3, default=0)

    class Meta:
        verbose_name = "bill of entry row"
        verbose_name_plural = "bill of entry rows"
        constraints = [
            models.UniqueConstraint(
                fields=["bill_of_entry", "sr_number", "transaction_type"], name="unique_bill_of_entry_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_of_entry}: {self.sr_number}"
