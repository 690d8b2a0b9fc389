"""The Standard Input Output Norms (SION): what may be imported for what is exported."""

from django.db import models

from project.core.models.authored import AuthoredModel


class HeadSIONNormsModel(models.Model):
    """A chapter of the Standard Input Output Norms (SION)."""

    name = models.CharField(max_length=255)

    class Meta:
        verbose_name = "SION chapter"
        verbose_name_plural = "SION chapters"

    def __str__(self) -> str:
        return self.name


class SionNormClassModel(AuthoredModel):
    """A norm: what may be imported for what is exported."""

    head_norm = models.ForeignKey("core.HeadSIONNormsModel", on_delete=models.CASCADE, related_name="norms")
    description = models.CharField(max_length=255, null=True, blank=True)
    norm_class = models.CharField(max_length=10, unique=True)

    class Meta:
        verbose_name = "SION norm"
        verbose_name_plural = "SION norms"

    def __str__(self) -> str:
        return self.norm_class


class SIONExportModel(models.Model):
    """The export product of a norm."""

    norm_class = models.ForeignKey("core.SionNormClassModel", on_delete=models.CASCADE, related_name="exports")
    description = models.CharField(max_length=255, null=True, blank=True)
    quantity = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    unit = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = "SION export"
        verbose_name_plural = "SION exports"

    def __str__(self) -> str:
        return self.description or ""


class SIONImportModel(models.Model):
    """One input that a norm allows."""

    serial_number = models.IntegerField(default=0)
    norm_class = models.ForeignKey("core.SionNormClassModel", on_delete=models.CASCADE, related_name="imports")
    hsn_code = models.ForeignKey(
        "core.HSCodeModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="sion_imports"
    )
    description = models.CharField(max_length=255, null=True, blank=True)
    quantity = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    unit = models.CharField(max_length=255, null=True, blank=True)
    condition = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = "SION import"
        verbose_name_plural = "SION imports"

    def __str__(self) -> str:
        return self.description or ""
