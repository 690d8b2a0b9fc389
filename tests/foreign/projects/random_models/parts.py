"""Fields, keys, relations, indexes and constraints, drawn at random."""

import random
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import BrinIndex, GinIndex, HashIndex
from django.db import models
from django.db.models.functions import Lower, Now

Maker = Callable[[random.Random, dict[str, Any]], models.Field]


def _decimal(digits: int, more: dict[str, Any]) -> models.Field:
    return models.DecimalField(max_digits=digits, decimal_places=2, **more)


# By kind of value: the field, a default of the database, and whether a B-tree can sort it.
_FIELDS: Mapping[str, tuple[Maker, Any, bool]] = {
    "char": (lambda chance, more: models.CharField(max_length=chance.randint(8, 200), **more), "it's", True),
    "text": (lambda _, more: models.TextField(**more), "", True),
    "slug": (lambda _, more: models.SlugField(**more), "a-b", True),
    "integer": (lambda _, more: models.IntegerField(**more), -7, True),
    "big": (lambda _, more: models.BigIntegerField(**more), 2**40, True),
    "small": (lambda _, more: models.SmallIntegerField(**more), 3, True),
    "positive": (lambda _, more: models.PositiveIntegerField(**more), 5, True),
    "positive_small": (lambda _, more: models.PositiveSmallIntegerField(**more), 5, True),
    "flag": (lambda _, more: models.BooleanField(**more), True, True),
    "decimal": (lambda chance, more: _decimal(chance.randint(6, 15), more), 1.5, True),
    "float": (lambda _, more: models.FloatField(**more), 0.5, True),
    "day": (lambda _, more: models.DateField(**more), None, True),
    "moment": (lambda _, more: models.DateTimeField(**more), Now(), True),
    "hour": (lambda _, more: models.TimeField(**more), None, True),
    "lapse": (lambda _, more: models.DurationField(**more), None, True),
    "uuid": (lambda _, more: models.UUIDField(**more), None, True),
    "address": (lambda _, more: models.GenericIPAddressField(**more), "127.0.0.1", True),
    "json": (lambda _, more: models.JSONField(**more), {"a": 1}, False),
    "binary": (lambda _, more: models.BinaryField(**more), None, False),
    "array": (lambda _, more: ArrayField(models.CharField(max_length=12), **more), None, False),
    "range": (lambda _, more: DateTimeRangeField(**more), None, False),
}
_TEXTS = ("char", "text", "slug")
_ON_DELETE = (models.CASCADE, models.PROTECT, models.DO_NOTHING, models.RESTRICT)


def column(chance: random.Random) -> models.Field:
    """A field of any kind with any of its options."""
    kind = chance.choice(list(_FIELDS))
    make, default, sortable = _FIELDS[kind]
    more: dict[str, Any] = {}
    if chance.random() < 0.4:
        more["null"] = True
    if default is not None and chance.random() < 0.25:
        more["db_default"] = default
    if sortable and kind not in ("flag", "text"):
        more |= chance.choice([{}, {}, {}, {"db_index": True}, {"unique": True, "null": True}])
    if kind in _TEXTS and chance.random() < 0.2:
        more["db_collation"] = "C"
    if chance.random() < 0.15:
        more["db_comment"] = "It's a column"
    if more.get("unique"):
        more.pop("db_default", None)
    field = make(chance, more)
    field.drawn = kind  # type: ignore[attr-defined]  # what `meta` chooses by
    return field


def primary_key(chance: random.Random) -> dict[str, Any]:
    """Django's own key most often, else one of another type or of two columns."""
    return chance.choice(
        [
            {},
            {},
            {},
            {"id": models.AutoField(primary_key=True)},
            {"id": models.SmallAutoField(primary_key=True)},
            {"key": models.UUIDField(primary_key=True, default=uuid.uuid4)},
            {"code": models.CharField(max_length=20, primary_key=True)},
            {
                "pk": models.CompositePrimaryKey("one", "two"),
                "one": models.IntegerField(),
                "two": models.CharField(max_length=9),
            },
        ]
    )


def relation(chance: random.Random, before: list[type[models.Model]]) -> models.Field:
    """A foreign key or a one-to-one field, to another model, or to its own."""
    if not before:
        return models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    kind = chance.choice([models.ForeignKey, models.ForeignKey, models.OneToOneField])
    more: dict[str, Any] = {"null": chance.random() < 0.6, "db_constraint": chance.random() < 0.85}
    if kind is models.ForeignKey and chance.random() < 0.2:
        more["db_index"] = False
    return kind(chance.choice(before), chance.choice(_ON_DELETE), related_name="+", **more)


def meta(chance: random.Random, name: str, fields: Mapping[str, Any]) -> type:
    """Options with a name that needs quoting now and then."""
    options: dict[str, Any] = {
        "indexes": list(_indexes(chance, name, fields)),
        "constraints": list(_constraints(chance, name, fields)),
    }
    if chance.random() < 0.3:
        options["db_table"] = f"Odd {name}-Tablé"
    if chance.random() < 0.2:
        options["db_table_comment"] = "a table's comment"
    return type("Meta", (), options)


def _sortable(fields: Mapping[str, Any]) -> list[str]:
    return [one for one, field in fields.items() if _FIELDS[field.drawn][2]]


def _of_kind(fields: Mapping[str, Any], *kinds: str) -> list[str]:
    return [one for one, field in fields.items() if field.drawn in kinds]


def _indexes(chance: random.Random, name: str, fields: Mapping[str, Any]) -> Iterator[models.Index]:
    sortable, texts = _sortable(fields), _of_kind(fields, *_TEXTS)
    if len(sortable) > 1 and chance.random() < 0.6:
        one, other = chance.sample(sortable, 2)
        yield models.Index(fields=[one, f"-{other}"], name=f"{name}_order")
    if len(sortable) > 1 and chance.random() < 0.4:
        one, other = chance.sample(sortable, 2)
        yield models.Index(fields=[one], include=[other], name=f"{name}_include")
    if sortable and chance.random() < 0.4:
        one = chance.choice(sortable)
        yield models.Index(fields=[one], condition=models.Q(**{f"{one}__isnull": False}), name=f"{name}_partial")
    if sortable and chance.random() < 0.3:
        yield models.Index(models.F(chance.choice(sortable)).desc(nulls_last=True), name=f"{name}_nulls")
    if texts and chance.random() < 0.5:
        yield models.Index(Lower(chance.choice(texts)), name=f"{name}_lower")
    if (numbers := _of_kind(fields, "integer", "big", "moment", "char")) and chance.random() < 0.4:
        yield chance.choice([BrinIndex, HashIndex])(fields=[chance.choice(numbers)], name=f"{name}_method")
    for one in _of_kind(fields, "json", "array"):
        if chance.random() < 0.5:
            yield GinIndex(fields=[one], name=f"{name}_{one[-6:]}_gin")


def _constraints(chance: random.Random, name: str, fields: Mapping[str, Any]) -> Iterator[models.BaseConstraint]:
    sortable, texts = _sortable(fields), _of_kind(fields, *_TEXTS)
    if len(sortable) > 1 and chance.random() < 0.6:
        more = chance.choice([{}, {}, {"nulls_distinct": False}, {"deferrable": models.Deferrable.DEFERRED}])
        yield models.UniqueConstraint(fields=chance.sample(sortable, 2), name=f"{name}_unique", **more)
    if sortable and chance.random() < 0.3:
        one = chance.choice(sortable)
        yield models.UniqueConstraint(
            fields=[one], condition=models.Q(**{f"{one}__isnull": False}), name=f"{name}_unique_if"
        )
    if texts and chance.random() < 0.3:
        yield models.UniqueConstraint(Lower(chance.choice(texts)), name=f"{name}_unique_lower")
    for number in _of_kind(fields, "integer", "big", "small"):
        above = models.Q(**{f"{number}__gte": -1000})
        yield models.CheckConstraint(condition=above, name=f"{name}_{number[-6:]}_check")
    for text in texts[:1]:
        condition = ~models.Q(**{text: "100%"}) | models.Q(**{f"{text}__in": ["a", "b"]})
        yield models.CheckConstraint(condition=condition, name=f"{name}_text_check")
    for one in _of_kind(fields, "range"):
        if chance.random() < 0.6:
            yield ExclusionConstraint(name=f"{name}_{one[-6:]}_exclude", expressions=[(one, "&&")])
