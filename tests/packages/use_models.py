"""Run inside a project, with labels of apps: makes, reads, finds, changes and deletes a row of each of their models.

No receiver of a signal hears of it, and all of it is rolled back. Prints JSON: by model, what was read back of each
column, or why it was refused.
"""

import datetime
import decimal
import json
import sys
import uuid
from collections.abc import Callable
from itertools import count
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import DatabaseError, models, transaction  # noqa: E402
from django.db.models import signals  # noqa: E402

NUMBERS = count(1)
MOMENT = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
BY_TYPE: dict[str, Callable[[Any, int], Any]] = {
    "ArrayField": lambda field, number: [],
    "BooleanField": lambda field, number: True,
    "BinaryField": lambda field, number: b"1",
    "DateField": lambda field, number: MOMENT.date(),
    "DateTimeField": lambda field, number: MOMENT,
    "DecimalField": lambda field, number: decimal.Decimal(1).scaleb(-field.decimal_places),
    "DurationField": lambda field, number: datetime.timedelta(days=1),
    "FloatField": lambda field, number: 1.5,
    "GenericIPAddressField": lambda field, number: f"10.0.0.{number % 256}",
    "JSONField": lambda field, number: {"a": 1},
    "TimeField": lambda field, number: MOMENT.time(),
    "UUIDField": lambda field, number: uuid.UUID(int=number),
}
Model = type[models.Model]


def value(field: Any, way: tuple[Model, ...]) -> Any:
    """Something that the field takes; another one each time where it has to be unique."""
    number = next(NUMBERS)
    if field.is_relation:
        same = field.remote_field.model in way
        return None if field.null and same else made(field.remote_field.model, way)
    if field.has_default() and not field.unique and (field.null or field.get_default() is not None):
        return field.get_default()
    return plain_value(field, number)


def plain_value(field: Any, number: int) -> Any:
    kind = field.get_internal_type()
    if kind in BY_TYPE:
        return BY_TYPE[kind](field, number)
    if field.choices and not field.unique:
        return next((key for key, _label in field.flatchoices), "")
    return number if "Integer" in kind else f"{number}a{field.name}"[: field.max_length or 20]


def made(model: Model, way: tuple[Model, ...] = ()) -> Any:
    """A saved row; saved in Django's own way, for a package's own one, or a receiver, may want more."""
    given = {}
    for field in model._meta.concrete_fields:
        is_left = isinstance(field, models.AutoField) or getattr(field, "generated", False)
        is_parent = field.is_relation and field.remote_field.parent_link
        if not (is_left or is_parent or (field.primary_key and field.has_default())):
            given[field.name] = value(field, (*way, model))
    row = model(**given)
    with transaction.atomic():
        models.Model.save(row)
    return row


def used(model: Model) -> dict[str, str]:
    """What a new row has when it is read back, by column; it is found by each value, changed, and deleted."""
    row = made(model)
    rows = model._base_manager.filter(pk=row.pk)
    read = rows.values(*(field.attname for field in model._meta.concrete_fields)).get()
    for field in model._meta.concrete_fields:
        now = read[field.attname]
        if not isinstance(now, dict | list) and field.get_internal_type() != "BinaryField":
            wanted = {f"{field.attname}__isnull": True} if now is None else {field.attname: now}
            assert rows.filter(**wanted).exists(), field.name
    for field in model._meta.local_many_to_many:
        if field.remote_field.through._meta.auto_created:
            getattr(row, field.name).add(made(field.remote_field.model))
            assert getattr(row, field.name).count() == 1, field.name
    models.Model.save(row)
    rows.delete()
    assert not rows.exists()
    return {name: type(one).__name__ for name, one in read.items()}


def tried(model: Model) -> Any:
    try:
        with transaction.atomic():
            return used(model)
    except (DatabaseError, TypeError, ValueError, AttributeError, models.ObjectDoesNotExist) as error:
        return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"


def main() -> None:
    found = {}
    for signal in (signals.pre_save, signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed):
        signal.receivers = []
        signal.sender_receivers_cache.clear()
    with transaction.atomic():
        for label in sys.argv[1:]:
            for model in apps.get_app_config(label).get_models():
                if model._meta.managed and not model._meta.proxy:
                    found[model._meta.label] = tried(model)
        transaction.set_rollback(True)
    print(json.dumps(found))


main()
