"""Companies, and our own firms as they stand on invoices."""

from django.db import models

from project.core.models.authored import AuthoredModel


class CompanyAccountType(models.TextChoices):
    """Kinds of bank account of a company."""

    SAVINGS = "SAVINGS", "Savings"
    CURRENT = "CURRENT", "Current"
    OD = "OD", "Overdraft"


class EntityAccountType(models.TextChoices):
    """Kinds of bank account of an invoicing entity."""

    CURRENT = "current", "Current"
    SAVING = "saving", "Saving"


class CompanyModel(AuthoredModel):
    """A company: an exporter, an importer, or one of our own."""

    iec = models.CharField(max_length=10, unique=True)
    pan = models.CharField(max_length=50, null=True, blank=True)
    gst_number = models.CharField(max_length=50, null=True, blank=True)
    name = models.CharField(max_length=255, null=True, blank=True)
    contact_person = models.CharField(max_length=255, null=True, blank=True)
    phone_number = models.CharField(max_length=255, null=True, blank=True)
    email = models.EmailField(null=True, blank=True)
    address = models.TextField(null=True, blank=True)
    address_line_1 = models.TextField(null=True, blank=True)
    address_line_2 = models.TextField(null=True, blank=True)
    logo = models.ImageField(upload_to="companies/logos/", null=True, blank=True)
    signature = models.ImageField(upload_to="companies/signatures/", null=True, blank=True)
    stamp = models.ImageField(upload_to="companies/stamps/", null=True, blank=True)
    bill_colour = models.CharField(max_length=20, default="#333")
    bank_account_number = models.CharField(max_length=30, null=True, blank=True)
    bank_name = models.CharField(max_length=255, null=True, blank=True)
    ifsc_code = models.CharField(max_length=11, null=True, blank=True)
    account_type = models.CharField(max_length=20, choices=CompanyAccountType, null=True, blank=True)

    class Meta:
        verbose_name = "company"
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name or self.iec


class InvoiceEntity(models.Model):
    """One of our own firms, as it stands on an invoice."""

    name = models.CharField(max_length=255)
    address_line_1 = models.TextField()
    address_line_2 = models.TextField(blank=True)
    pan_number = models.CharField(max_length=10)
    gst_number = models.CharField(max_length=15)
    logo = models.ImageField(upload_to="entities/logos/", null=True, blank=True)
    bank_account_number = models.CharField(max_length=30)
    bank_name = models.CharField(max_length=100)
    ifsc_code = models.CharField(max_length=11)
    account_type = models.CharField(max_length=10, choices=EntityAccountType)
    bill_colour = models.CharField(max_length=10, null=True, blank=True)
    signature = models.ImageField(upload_to="entities/signatures/", null=True, blank=True)
    stamp = models.ImageField(upload_to="entities/stamps/", null=True, blank=True)

    class Meta:
        verbose_name = "invoicing entity"
        verbose_name_plural = "invoicing entities"

    def __str__(self) -> str:
        return self.name
