"""Models that use about everything that Django 5.2 can write into a PostgreSQL schema."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import BrinIndex, BTreeIndex, GinIndex, HashIndex, OpClass
from django.db import models
from django.db.models.functions import Lower, Now, Upper

from tests.drift_site.fields import MoodField, StockField


class Customer(models.Model):
    """Uniques, checks, defaults of the database, comments."""

    email = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=80, db_index=True, db_comment="as on the invoice")
    region = models.CharField(max_length=10, default="north")
    rating = models.PositiveSmallIntegerField(default=0)
    joined = models.DateTimeField(db_default=Now())
    active = models.BooleanField(db_default=True)
    remark = models.TextField(blank=True)
    born = models.DateField(null=True)
    nickname = models.CharField(max_length=30, null=True)

    class Meta:
        db_table_comment = "people who buy"
        indexes = [models.Index(fields=["nickname"], name="customer_nickname")]
        constraints = [
            models.UniqueConstraint(fields=["name", "region"], name="customer_name_region"),
            models.UniqueConstraint(Lower("email"), name="customer_email_ci"),
            models.UniqueConstraint(fields=["region"], condition=models.Q(rating=9), name="customer_best_of_region"),
            models.UniqueConstraint(
                fields=["born", "name"], name="customer_born", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["remark", "born"], name="customer_remark", include=["region"]),
            models.CheckConstraint(condition=models.Q(rating__lte=9), name="customer_rating_range"),
            models.CheckConstraint(condition=models.Q(region__in=["north", "south"]), name="customer_region_known"),
        ]


class Tag(models.Model):
    """The far end of many-to-many tables."""

    label = models.SlugField(unique=True)


class Article(models.Model):
    """Indexes of every kind, arrays, JSON, computed columns."""

    code = models.UUIDField(primary_key=True)
    title = models.CharField(max_length=200)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    weight = models.FloatField(null=True)
    labels = ArrayField(models.CharField(max_length=20), default=list)
    facts = models.JSONField(default=dict)
    stock = StockField(default=0)
    mood = MoodField(null=True)
    shelf = models.CharField(max_length=20, db_collation="C")
    price_twice = models.GeneratedField(
        expression=models.F("price") * 2,
        output_field=models.DecimalField(max_digits=14, decimal_places=2),
        db_persist=True,
    )
    changed = models.DateTimeField(auto_now=True)
    tags = models.ManyToManyField(Tag)

    class Meta:
        indexes = [
            models.Index(fields=["title", "-price"], name="article_title_price"),
            models.Index(fields=["price"], name="article_cheap", condition=models.Q(price__lt=10)),
            models.Index(Upper("title"), name="article_title_upper"),
            models.Index(fields=["shelf"], include=["price"], name="article_shelf_covering"),
            models.Index(OpClass("title", name="text_pattern_ops"), name="article_title_pattern"),
            GinIndex(fields=["facts"], name="article_facts_gin"),
            GinIndex(fields=["labels"], name="article_labels_gin"),
            BrinIndex(fields=["changed"], name="article_changed_brin"),
            HashIndex(fields=["shelf"], name="article_shelf_hash"),
        ]


class Order(models.Model):
    """Foreign keys; a table whose name has to be quoted."""

    customer = models.ForeignKey(Customer, models.PROTECT)
    placed = models.DateField()
    number = models.IntegerField(unique=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True)
    loose = models.ForeignKey(Customer, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    odd = models.IntegerField(db_column="Odd column%", default=1)

    class Meta:
        db_table = "Depot Order"


class OrderLine(models.Model):
    """A child of two tables with a unique pair."""

    order = models.ForeignKey(Order, models.CASCADE)
    article = models.ForeignKey(Article, models.PROTECT)
    quantity = models.PositiveIntegerField()
    line_amount = models.DecimalField(max_digits=15, decimal_places=2)

    class Meta:
        unique_together = [("order", "article")]


class Booking(models.Model):
    """An exclusion constraint."""

    room = models.IntegerField()
    period = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="booking_no_overlap",
                expressions=[("room", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]


class Place(models.Model):
    """The parent of a multi-table inheritance."""

    name = models.CharField(max_length=50)


class Warehouse(Place):
    """Its child."""

    capacity = models.IntegerField(default=0)


class Measure(models.Model):
    """A composite primary key."""

    pk = models.CompositePrimaryKey("station", "day")
    station = models.IntegerField()
    day = models.DateField()
    value = models.DecimalField(max_digits=10, decimal_places=3)

    class Meta:
        indexes = [BTreeIndex(fields=["value"], name="article_measured", fillfactor=70)]


class Document(models.Model):
    """A table of another schema, by the trick that projects use."""

    title = models.CharField(max_length=60)
    customer = models.ForeignKey(Customer, models.CASCADE)

    class Meta:
        db_table = 'archive"."document'


class AVeryLongModelNameThatMakesPostgresqlCutOffSomeNamesOfIts(models.Model):
    """Names beyond 63 characters."""

    a_field_with_a_very_long_name_so_that_its_index_is_cut_off = models.IntegerField(db_index=True)
    another_field_with_a_very_long_name_pointing_at_customers = models.ForeignKey(Customer, models.CASCADE, null=True)


class Small(models.Model):
    """A key that is soon used up."""

    id = models.SmallAutoField(primary_key=True)
    note = models.CharField(max_length=5, null=True)


class Legacy(models.Model):
    """A table that somebody else looks after."""

    name = models.CharField(max_length=10)

    class Meta:
        managed = False
        db_table = "legacy_of_others"


class Pointer(models.Model):
    """A foreign key to an unmanaged table."""

    legacy = models.ForeignKey(Legacy, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["legacy"], name="pointer_legacy", nulls_distinct=False)]


class NorthernCustomer(Customer):
    """A proxy, which has no table of its own."""

    class Meta:
        proxy = True


class Rate(models.Model):
    """Swapped for another model by the settings, so that it has no table."""

    class Meta:
        swappable = "DEPOT_RATE_MODEL"


class OwnRate(models.Model):
    """What it is swapped for."""

    percent = models.DecimalField(max_digits=5, decimal_places=2)


class CustomerCard(models.Model):
    """A second, unmanaged look at a table that another model manages."""

    name = models.CharField(max_length=40)

    class Meta:
        managed = False
        db_table = "depot_customer"
