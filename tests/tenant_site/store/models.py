"""What each tenant has of its own."""

from typing import Any

from django.db import models

from tests.tenant_site.registry.models import Customer


class KindField(models.Field):
    """An enum that a migration makes, in the tenant's schema."""

    def db_type(self, connection: Any) -> str:
        return "item_kind"


class Tag(models.Model):
    """The other end of a many-to-many table."""

    label = models.CharField(max_length=20, unique=True)


class Item(models.Model):
    """With keys to its own schema, and out of it."""

    name = models.CharField(max_length=30, db_index=True)
    kind = KindField()
    price = models.DecimalField(max_digits=12, decimal_places=2, db_default=0)
    customer = models.ForeignKey(Customer, models.CASCADE)
    parent = models.ForeignKey("self", models.SET_NULL, null=True)
    tags = models.ManyToManyField(Tag)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(price__gte=0), name="item_price_not_negative")]
        indexes = [models.Index(fields=["price", "-name"], name="item_by_price")]
