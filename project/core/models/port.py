"""Ports."""

from django.db import models

from project.core.models.authored import AuthoredModel


class PortModel(AuthoredModel):
    """A port of registration or of import."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = "port"
        verbose_name_plural = "ports"
        constraints = [
            models.UniqueConstraint(fields=["name", "code"], name="unique_port_name_and_code"),
        ]

    def __str__(self) -> str:
        return self.name or self.code
