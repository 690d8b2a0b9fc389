"""Columns: every type of Django and of django.contrib.postgres, computed ones, defaults, collations, comments."""

from django.contrib.postgres import fields as postgres
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now, Upper

from hard_cases.fields import BitsField, CheckedField, CidrField, MoneyField, MoodField, PointField, PostcodeField


class Everything(models.Model):
    """One of each of Django's own fields."""

    big = models.BigIntegerField()
    binary = models.BinaryField(null=True)
    flag = models.BooleanField(default=False)
    char = models.CharField(max_length=40)
    endless_char = models.CharField()
    day = models.DateField()
    moment = models.DateTimeField(db_index=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    lapse = models.DurationField(null=True)
    mail = models.EmailField(unique=True)
    file = models.FileField(upload_to="x", max_length=80)
    path = models.FilePathField(null=True)
    ratio = models.FloatField()
    address = models.GenericIPAddressField(null=True)
    number = models.IntegerField()
    data = models.JSONField(default=dict)
    positive = models.PositiveIntegerField()
    positive_big = models.PositiveBigIntegerField(null=True)
    positive_small = models.PositiveSmallIntegerField(null=True)
    slug = models.SlugField()
    small = models.SmallIntegerField()
    text = models.TextField(db_index=True)
    hour = models.TimeField(null=True)
    url = models.URLField(null=True)
    code = models.UUIDField(null=True, unique=True)


class Postgres(models.Model):
    """One of each of django.contrib.postgres."""

    words = postgres.ArrayField(models.CharField(max_length=20))
    digits = postgres.ArrayField(models.DecimalField(max_digits=7, decimal_places=3), size=4, null=True)
    grid = postgres.ArrayField(postgres.ArrayField(models.IntegerField()), null=True)
    store = postgres.HStoreField(null=True)
    vector = SearchVectorField(null=True)
    whole = postgres.IntegerRangeField(null=True)
    big = postgres.BigIntegerRangeField(null=True)
    fraction = postgres.DecimalRangeField(null=True)
    moments = postgres.DateTimeRangeField(null=True)
    days = postgres.DateRangeField(null=True)

    class Meta:
        """A comment with a quote in it."""

        db_table_comment = "It's everything that only PostgreSQL has"


class Unusual(models.Model):
    """Types of our own, defaults of the database, collations and comments."""

    point = PointField(null=True)
    money = MoneyField(null=True)
    mood = MoodField(null=True)
    postcode = PostcodeField(max_length=10, null=True)
    checked = CheckedField(null=True)
    network = CidrField(null=True)
    bits = BitsField(bits=12, null=True)
    sorted = models.CharField(max_length=30, db_collation="C", unique=True)
    nocase = models.TextField(db_collation="hard_own", null=True)
    explained = models.IntegerField(null=True, db_comment="Not what 'you' think; all of it")
    default_text = models.CharField(max_length=30, db_default="it's")
    default_number = models.IntegerField(db_default=5)
    default_moment = models.DateTimeField(db_default=Now())
    default_flag = models.BooleanField(db_default=True)
    default_json = models.JSONField(db_default={"a": [1]})
    default_amount = models.DecimalField(max_digits=9, decimal_places=3, db_default=models.Value(2.5) * 2)


class Computed(models.Model):
    """Columns that the database computes."""

    first = models.CharField(max_length=20)
    side = models.IntegerField(default=1)
    area = models.GeneratedField(
        expression=models.F("side") * models.F("side"), output_field=models.BigIntegerField(), db_persist=True
    )
    loud = models.GeneratedField(
        expression=Upper("first"), output_field=models.CharField(max_length=20), db_persist=True, db_index=True
    )

    class Meta:
        """An index over a computed column."""

        indexes = [models.Index(fields=["area", "side"], name="hard_computed_area")]
