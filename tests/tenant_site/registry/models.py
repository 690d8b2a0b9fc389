"""What all tenants share."""

from django.db import models


class Region(models.Model):
    """Some tables of one app, so that it has a home."""

    name = models.CharField(max_length=30, unique=True)


class Customer(models.Model):
    """Tables of tenants point at it."""

    name = models.CharField(max_length=30)
    region = models.ForeignKey(Region, models.CASCADE)
