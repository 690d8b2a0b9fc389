"""Import licences and their files."""

from django.db import models

from project.core.models.authored import AuthoredModel
from project.license.managers import LicenseQuerySet


class LicensePurchaseStatus(models.TextChoices):
    """How a licence came to us."""

    GE_PURCHASE = "GE", "GE Purchase"
    GE_OPERATING = "NP", "GE Operating"
    GE_ITEM_PURCHASE = "IP", "GE Item Purchase"
    SM_PURCHASE = "SM", "SM Purchase"
    OT_PURCHASE = "OT", "OT Purchase"
    CONVERSION = "CO", "Conversion"
    RA_PURCHASE = "RA", "RA Purchase"
    LM_PURCHASE = "LM", "LM Purchase"


class Scheme(models.TextChoices):
    """Import schemes that the licences here are under."""

    DUTY_FREE_IMPORT_AUTHORIZATION = "26", "26 - Duty Free Import Authorization"


class Notification(models.TextChoices):
    """Customs notifications that the licences here are under."""

    OF_2015 = "019/2015", "019/2015"
    OF_2009 = "098/2009", "098/2009"
    OF_2023 = "025/2023", "025/2023"


class LicenseDetailsModel(AuthoredModel):
    """An import licence."""

    purchase_status = models.CharField(
        max_length=2, choices=LicensePurchaseStatus, default=LicensePurchaseStatus.GE_PURCHASE.value
    )
    scheme_code = models.CharField(max_length=10, choices=Scheme, default=Scheme.DUTY_FREE_IMPORT_AUTHORIZATION.value)
    notification_number = models.CharField(max_length=10, choices=Notification, default=Notification.OF_2015.value)
    license_number = models.CharField(max_length=50, unique=True)
    license_date = models.DateField(null=True, blank=True)
    license_expiry_date = models.DateField(null=True, blank=True)
    file_number = models.CharField(max_length=30, null=True, blank=True)
    exporter = models.ForeignKey(
        "core.CompanyModel", on_delete=models.CASCADE, null=True, blank=True, related_name="exported_licenses"
    )
    port = models.ForeignKey("core.PortModel", on_delete=models.CASCADE, null=True, blank=True, related_name="licenses")
    registration_number = models.CharField(max_length=10, null=True, blank=True)
    registration_date = models.DateField(null=True, blank=True)
    user_comment = models.TextField(null=True, blank=True)
    condition_sheet = models.TextField(null=True, blank=True)
    user_restrictions = models.TextField(null=True, blank=True)
    ledger_date = models.DateField(null=True, blank=True)
    is_audit = models.BooleanField(default=False)
    is_mnm = models.BooleanField(default=False)
    is_not_registered = models.BooleanField(default=False)
    is_null = models.BooleanField(default=False)
    is_au = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    balance_cif = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    export_item = models.CharField(max_length=255, null=True, blank=True)
    is_incomplete = models.BooleanField(default=False)
    is_expired = models.BooleanField(default=False)
    is_individual = models.BooleanField(default=False)
    ge_file_number = models.IntegerField(default=0)
    fob = models.IntegerField(default=0, null=True, blank=True)
    billing_rate = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    billing_amount = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    current_owner = models.ForeignKey(
        "core.CompanyModel", on_delete=models.PROTECT, null=True, blank=True, related_name="owned_licenses"
    )
    file_transfer_status = models.TextField(null=True, blank=True)

    objects = LicenseQuerySet.as_manager()

    class Meta:
        verbose_name = "license"
        verbose_name_plural = "licenses"

    def __str__(self) -> str:
        return self.license_number


class LicenseDocumentModel(models.Model):
    """A file that belongs to a licence."""

    license = models.ForeignKey("license.LicenseDetailsModel", on_delete=models.CASCADE, related_name="documents")
    type = models.CharField(max_length=255)
    file = models.FileField(upload_to="licenses/")

    class Meta:
        verbose_name = "license document"
        verbose_name_plural = "license documents"

    def __str__(self) -> str:
        return self.type
