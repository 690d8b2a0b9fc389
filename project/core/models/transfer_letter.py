"""Templates of transfer letters."""

from django.db import models

from project.core.models.authored import AuthoredModel


class TransferLetterModel(AuthoredModel):
    """A template of a transfer letter."""

    name = models.CharField(max_length=255)
    tl = models.FileField(upload_to="transfer_letters/")

    class Meta:
        verbose_name = "transfer letter"
        verbose_name_plural = "transfer letters"

    def __str__(self) -> str:
        return self.name
