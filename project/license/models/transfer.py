"""Transfers of licences between companies."""

from django.db import models


class LicenseTransferModel(models.Model):
    """A transfer of a licence from one company to another."""

    license = models.ForeignKey("license.LicenseDetailsModel", on_delete=models.CASCADE, related_name="transfers")
    transfer_date = models.DateField(null=True, blank=True)
    from_company = models.ForeignKey(
        "core.CompanyModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="transfers_out"
    )
    to_company = models.ForeignKey(
        "core.CompanyModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="transfers_in"
    )
    transfer_status = models.CharField(max_length=50)
    transfer_initiation_date = models.DateTimeField(null=True, blank=True)
    transfer_acceptance_date = models.DateTimeField(null=True, blank=True)
    cbic_status = models.CharField(max_length=100, null=True, blank=True)
    cbic_response_date = models.DateTimeField(null=True, blank=True)
    user_id_transfer_initiation = models.CharField(max_length=100, null=True, blank=True)
    user_id_acceptance = models.CharField(max_length=100, null=True, blank=True)

    class Meta:
        verbose_name = "license transfer"
        verbose_name_plural = "license transfers"

    def __str__(self) -> str:
        return f"{self.license} to {self.to_company}"
