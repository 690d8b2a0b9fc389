"""Tables in partitions, and what else psqlextra adds."""

from django.db import models
from psqlextra.fields import HStoreField
from psqlextra.indexes import CaseInsensitiveUniqueIndex, ConditionalUniqueIndex, UniqueIndex
from psqlextra.models import PostgresModel, PostgresPartitionedModel
from psqlextra.types import PostgresPartitioningMethod


class Plain(PostgresModel):
    """Its own fields and indexes."""

    store = HStoreField(uniqueness=["a", ("b", "c")], required=["a"])
    name = models.CharField(max_length=30)
    other = models.IntegerField(null=True)

    class Meta:
        """One of each index."""

        indexes = [
            CaseInsensitiveUniqueIndex(fields=["name"], name="plain_nocase"),
            UniqueIndex(fields=["name", "other"], name="plain_unique"),
            ConditionalUniqueIndex(fields=["name"], condition='"other" IS NULL', name="plain_conditional"),
        ]


class Measured(PostgresPartitionedModel):
    """By range."""

    class PartitioningMeta:
        """By moment."""

        method = PostgresPartitioningMethod.RANGE
        key = ["moment"]

    pk = models.CompositePrimaryKey("number", "moment")
    number = models.BigIntegerField()
    moment = models.DateTimeField()
    value = models.IntegerField(db_index=True)
    plain = models.ForeignKey(Plain, models.CASCADE, null=True)


class Listed(PostgresPartitionedModel):
    """By list."""

    class PartitioningMeta:
        """By colour."""

        method = PostgresPartitioningMethod.LIST
        key = ["colour"]

    pk = models.CompositePrimaryKey("number", "colour")
    number = models.BigIntegerField()
    colour = models.TextField()
