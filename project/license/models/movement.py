"""Licences coming in from offices and going out to them."""

from django.db import models


class StatusModel(models.Model):
    """A status of a licence on its way between offices."""

    name = models.CharField(max_length=255)

    class Meta:
        verbose_name = "movement status"
        verbose_name_plural = "movement statuses"

    def __str__(self) -> str:
        return self.name


class OfficeModel(models.Model):
    """An office that licences are sent to."""

    name = models.CharField(max_length=255)

    class Meta:
        verbose_name = "office"
        verbose_name_plural = "offices"

    def __str__(self) -> str:
        return self.name


class AlongWithModel(models.Model):
    """What goes along with a licence."""

    name = models.CharField(max_length=255)

    class Meta:
        verbose_name = "enclosure"
        verbose_name_plural = "enclosures"

    def __str__(self) -> str:
        return self.name


class DateModel(models.Model):
    """A day on which licences move."""

    date = models.DateField()

    class Meta:
        verbose_name = "movement day"
        verbose_name_plural = "movement days"

    def __str__(self) -> str:
        return self.date.isoformat()


class LicenseInwardOutwardModel(models.Model):
    """A licence coming in from an office or going out to one."""

    date = models.ForeignKey("license.DateModel", on_delete=models.CASCADE, related_name="movements")
    license = models.ForeignKey(
        "license.LicenseDetailsModel", on_delete=models.CASCADE, null=True, blank=True, related_name="movements"
    )
    status = models.ForeignKey("license.StatusModel", on_delete=models.CASCADE, related_name="movements")
    office = models.ForeignKey("license.OfficeModel", on_delete=models.CASCADE, related_name="movements")
    description = models.TextField(null=True, blank=True)
    amd_sheets_number = models.CharField(max_length=100, null=True, blank=True)
    copy = models.BooleanField(default=False)
    annexure = models.BooleanField(default=False)
    tl = models.BooleanField(default=False)
    aro = models.BooleanField(default=False)
    along_with = models.ForeignKey(
        "license.AlongWithModel", on_delete=models.CASCADE, null=True, blank=True, related_name="movements"
    )

    class Meta:
        verbose_name = "license movement"
        verbose_name_plural = "license movements"

    def __str__(self) -> str:
        return f"{self.license} on {self.date}"
