"""Constraints and indexes of every kind."""

from django.contrib.postgres import indexes as postgres
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower, Upper

from hard_cases.models.keys import Place


class Ruled(models.Model):
    """Uniques and checks."""

    a = models.IntegerField()
    b = models.IntegerField(null=True)
    c = models.CharField(max_length=20)
    d = models.CharField(max_length=20, null=True)
    place = models.ForeignKey(Place, models.CASCADE, null=True)

    class Meta:
        """One of each."""

        unique_together = [("a", "c")]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="hard_unique"),
            models.UniqueConstraint(fields=["b"], name="hard_unique_partial", condition=Q(a__gt=0)),
            models.UniqueConstraint(fields=["d"], name="hard_unique_deferred", deferrable=models.Deferrable.DEFERRED),
            models.UniqueConstraint(fields=["c"], name="hard_unique_immediate", deferrable=models.Deferrable.IMMEDIATE),
            models.UniqueConstraint(fields=["a"], include=["d"], name="hard_unique_include"),
            models.UniqueConstraint(fields=["d"], opclasses=["text_pattern_ops"], name="hard_unique_opclass"),
            models.UniqueConstraint(Lower("c"), F("a").desc(), name="hard_unique_expression"),
            models.UniqueConstraint(fields=["b", "d"], nulls_distinct=False, name="hard_unique_nulls"),
            models.UniqueConstraint(Coalesce("d", "c"), condition=Q(b__isnull=False), name="hard_unique_both"),
            models.CheckConstraint(condition=Q(a__gte=-1000), name="hard_check"),
            models.CheckConstraint(condition=Q(c__in=["x"]) | ~Q(d="it's 100%"), name="hard_check_or"),
            models.CheckConstraint(condition=Q(b__lt=F("a") + 100000), name="hard_check_columns"),
            models.CheckConstraint(condition=Q(d__startswith="a%_") | Q(a__isnull=False), name="hard_check_like"),
        ]


class Booking(models.Model):
    """Exclusions."""

    room = models.IntegerField()
    span = DateTimeRangeField(null=True)
    cancelled = models.BooleanField(default=False)

    class Meta:
        """Plain, partial, deferred, with an expression."""

        constraints = [
            ExclusionConstraint(
                name="hard_no_overlap",
                expressions=[("span", RangeOperators.OVERLAPS), ("room", RangeOperators.EQUAL)],
                condition=Q(cancelled=False),
            ),
            ExclusionConstraint(
                name="hard_exclude_deferred",
                expressions=[(F("room") + 1, RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
                index_type="GIST",
                deferrable=models.Deferrable.DEFERRED,
            ),
            ExclusionConstraint(
                name="hard_exclude_include",
                expressions=[("span", RangeOperators.ADJACENT_TO)],
                include=["cancelled"],
            ),
        ]


class Indexed(models.Model):
    """Indexes by every method."""

    number = models.IntegerField(db_index=True)
    other = models.IntegerField(null=True)
    text = models.CharField(max_length=50, db_index=True)
    nocase = models.TextField(db_collation="hard_own", null=True)
    words = ArrayField(models.IntegerField(), null=True)
    data = models.JSONField(null=True)
    vector = SearchVectorField(null=True)
    span = DateTimeRangeField(null=True)

    class Meta:
        """One of each."""

        indexes = [
            models.Index(fields=["number", "-other"], name="hard_index_order"),
            models.Index(F("number").desc(nulls_last=True), name="hard_index_nulls_last"),
            models.Index(fields=["number"], condition=Q(other__isnull=True), name="hard_index_partial"),
            models.Index(fields=["number"], include=["other", "text"], name="hard_index_include"),
            models.Index(fields=["text"], opclasses=["varchar_pattern_ops"], name="hard_index_opclass"),
            models.Index(Upper("text"), "number", name="hard_index_expression"),
            models.Index(F("number") * 2, Lower("text").asc(), name="hard_index_two", condition=Q(text__gt="a b")),
            models.Index(fields=["other"], name="hard_index_tablespace", db_tablespace="pg_default"),
            postgres.BrinIndex(fields=["number"], name="hard_brin", pages_per_range=32, autosummarize=True),
            postgres.BTreeIndex(fields=["other"], name="hard_btree", fillfactor=70, deduplicate_items=False),
            postgres.GinIndex(fields=["words"], name="hard_gin", fastupdate=False, gin_pending_list_limit=128),
            postgres.GinIndex(fields=["data"], name="hard_gin_path", opclasses=["jsonb_path_ops"]),
            postgres.GinIndex(fields=["text"], name="hard_gin_trigram", opclasses=["gin_trgm_ops"]),
            postgres.GinIndex(fields=["vector"], name="hard_gin_vector"),
            postgres.GistIndex(fields=["span"], name="hard_gist", buffering=True, fillfactor=80),
            postgres.HashIndex(fields=["text"], name="hard_hash", fillfactor=60),
            postgres.SpGistIndex(fields=["span"], name="hard_spgist"),
            postgres.BloomIndex(fields=["number", "other"], name="hard_bloom", length=96, columns=[4, 3]),
            models.Index(postgres.OpClass(Lower("text"), name="varchar_pattern_ops"), name="hard_index_lower_like"),
        ]
