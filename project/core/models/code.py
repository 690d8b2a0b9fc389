"""Codes that licences carry: schemes, notifications, purchase statuses."""

from django.db import models


class SchemeCode(models.Model):
    """An import scheme by its code."""

    code = models.CharField(max_length=10, unique=True)
    label = models.CharField(max_length=100)

    class Meta:
        verbose_name = "scheme code"
        verbose_name_plural = "scheme codes"

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class NotificationNumber(models.Model):
    """A customs notification by its number."""

    code = models.CharField(max_length=10, unique=True)
    label = models.CharField(max_length=100)

    class Meta:
        verbose_name = "notification number"
        verbose_name_plural = "notification numbers"

    def __str__(self) -> str:
        return self.label


class PurchaseStatus(models.Model):
    """A way a licence came to us, by its code."""

    code = models.CharField(max_length=2, unique=True)
    label = models.CharField(max_length=100)

    class Meta:
        verbose_name = "purchase status"
        verbose_name_plural = "purchase statuses"

    def __str__(self) -> str:
        return self.label
