"""The text that stands for the statements of models: another one wherever these are, and the same in every process."""

import sys
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import pytest
from django.apps.registry import Apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.models.functions import Lower, Now
from django.db.models.options import Options

from project.schema_audit.building.asked_of_models import asked_of_models
from project.schema_audit.building.ddl import collect
from project.schema_audit.owners import ModelClass

pytestmark = pytest.mark.django_db


class Measure(models.Field):
    """A field whose type hangs on what its code says at the moment."""

    type = "numeric(7, 3)"

    def db_type(self, connection: Any) -> str:
        return self.type


class Refusing(models.Field):
    """A field that raises."""

    def db_type(self, connection: Any) -> str:
        raise ValueError("no such type")


def _site(fields: Mapping[str, Any], /, **options: Any) -> list[ModelClass]:
    """A maker, and a thing with two plain fields, the given ones and these options of Meta."""
    registry = Apps()

    def made(name: str, fields: Mapping[str, Any], options: Mapping[str, Any]) -> ModelClass:
        meta = type("Meta", (), {"app_label": "asked", "apps": registry, **options})
        return type(name, (models.Model,), {"__module__": "asked", "Meta": meta, **fields})

    maker = made("Maker", {"code": models.CharField(max_length=5, unique=True)}, {})
    plain = {"name": models.CharField(max_length=20), "amount": models.IntegerField(null=True)}
    return [maker, made("Thing", {**plain, **fields}, options)]


def _of(field: models.Field) -> Callable[[], list[ModelClass]]:
    return lambda: _site({"more": field})


def _with(**options: Any) -> Callable[[], list[ModelClass]]:
    return lambda: _site({}, **options)


def _measured(kind: str, **more: Any) -> Callable[[], list[ModelClass]]:
    return _of(type("Measure", (Measure,), {"type": kind})(**more))


KEY = {"to": "asked.Maker", "on_delete": models.CASCADE}
VARIANTS: dict[str, Callable[[], list[ModelClass]]] = {
    "nothing more": lambda: _site({}),
    "a text": _of(models.CharField(max_length=10)),
    "a longer text": _of(models.CharField(max_length=11)),
    "a text of any length": _of(models.TextField()),
    "a text that may lack": _of(models.CharField(max_length=10, null=True)),
    "a unique text": _of(models.CharField(max_length=10, unique=True)),
    "an indexed text": _of(models.CharField(max_length=10, db_index=True)),
    "a text of another column": _of(models.CharField(max_length=10, db_column="other")),
    "a text with a comment": _of(models.CharField(max_length=10, db_comment="None")),
    "a text of a collation": _of(models.CharField(max_length=10, db_collation="C")),
    "an indexed text of a collation": _of(models.CharField(max_length=10, db_collation="C", db_index=True)),
    "a text with a default": _of(models.CharField(max_length=10, db_default="a")),
    "a text with another default": _of(models.CharField(max_length=10, db_default="b")),
    "a moment by default": _of(models.DateTimeField(db_default=Now())),
    "a moment": _of(models.DateTimeField()),
    "a number": _of(models.IntegerField()),
    "a number that is not negative": _of(models.PositiveIntegerField()),
    "an amount": _of(models.DecimalField(max_digits=8, decimal_places=2)),
    "a finer amount": _of(models.DecimalField(max_digits=8, decimal_places=3)),
    "a computed number": _of(
        models.GeneratedField(expression=models.F("amount") + 1, output_field=models.IntegerField(), db_persist=True)
    ),
    "a number computed otherwise": _of(
        models.GeneratedField(expression=models.F("amount") + 2, output_field=models.IntegerField(), db_persist=True)
    ),
    "numbers": _of(ArrayField(models.IntegerField())),
    "long numbers": _of(ArrayField(models.BigIntegerField())),
    "a type of its own": _measured("numeric(7, 3)"),
    "a type of its own by other code": _measured("numeric(9, 3)"),
    "an indexed type of its own": _measured("numeric(7, 3)", db_index=True),
    "a key": lambda: _site({"maker": models.ForeignKey(**KEY)}),
    "a key without a constraint": lambda: _site({"maker": models.ForeignKey(**KEY, db_constraint=False)}),
    "a key without an index": lambda: _site({"maker": models.ForeignKey(**KEY, db_index=False)}),
    "a key to a code": lambda: _site({"maker": models.ForeignKey(**KEY, to_field="code")}),
    "a key to itself": lambda: _site({"maker": models.ForeignKey("self", models.CASCADE)}),
    "a key for one": lambda: _site({"maker": models.OneToOneField(**KEY)}),
    "a relation without a column": lambda: _site(
        {"maker": models.ForeignObject(**KEY, from_fields=["amount"], to_fields=["id"])}
    ),
    "many keys": lambda: _site({"makers": models.ManyToManyField("asked.Maker")}),
    "many keys in a table": lambda: _site({"makers": models.ManyToManyField("asked.Maker", db_table="made_by")}),
    "many keys without constraints": lambda: _site(
        {"makers": models.ManyToManyField("asked.Maker", db_constraint=False)}
    ),
    "a small number as key": lambda: _site({"id": models.SmallAutoField(primary_key=True)}),
    "two columns as key": lambda: _site({"pk": models.CompositePrimaryKey("name", "amount")}),
    "two other columns as key": lambda: _site({"pk": models.CompositePrimaryKey("amount", "name")}),
    "another table": _with(db_table="other"),
    "another schema": _with(db_table='other"."thing'),
    "a comment": _with(db_table_comment="what it is"),
    "a tablespace": _with(db_tablespace="fast"),
    "together": _with(unique_together=[("name", "amount")]),
    "together otherwise": _with(unique_together=[("amount", "name")]),
    "an order": _with(order_with_respect_to="name"),
    "an index": _with(indexes=[models.Index(fields=["name"], name="one")]),
    "an index downwards": _with(indexes=[models.Index(fields=["-name"], name="one")]),
    "an index of another name": _with(indexes=[models.Index(fields=["name"], name="other")]),
    "an index for LIKE": _with(indexes=[models.Index(fields=["name"], name="one", opclasses=["varchar_pattern_ops"])]),
    "an index with more": _with(indexes=[models.Index(fields=["name"], name="one", include=["amount"])]),
    "an index of some": _with(indexes=[models.Index(fields=["name"], name="one", condition=models.Q(amount=1))]),
    "an index of others": _with(indexes=[models.Index(fields=["name"], name="one", condition=models.Q(amount=2))]),
    "an index of small letters": _with(indexes=[models.Index(Lower("name"), name="one")]),
    "an index of another kind": _with(indexes=[GinIndex(fields=["name"], name="one")]),
    "a check": _with(constraints=[models.CheckConstraint(condition=models.Q(amount__gt=1), name="one")]),
    "another check": _with(constraints=[models.CheckConstraint(condition=models.Q(amount__gt=2), name="one")]),
    "once": _with(constraints=[models.UniqueConstraint(fields=["name"], name="one")]),
    "once of some": _with(
        constraints=[models.UniqueConstraint(fields=["name"], name="one", condition=models.Q(amount=1))]
    ),
    "once at the end": _with(
        constraints=[
            models.UniqueConstraint(fields=["name"], name="one", deferrable=models.Deferrable.DEFERRED),
        ]
    ),
    "once, lack or not": _with(
        constraints=[models.UniqueConstraint(fields=["name"], name="one", nulls_distinct=False)]
    ),
    "apart": lambda: _site(
        {"span": IntegerRangeField()}, constraints=[ExclusionConstraint(expressions=[("span", "&&")], name="one")]
    ),
    "touching": lambda: _site(
        {"span": IntegerRangeField()}, constraints=[ExclusionConstraint(expressions=[("span", "-|-")], name="one")]
    ),
}


# Asked in other words, or in vain.
OTHERWISE = {
    "__class__": "computed columns are told by their own statements, keys of columns by these",
    "generated_sql": "computed columns are told by their own statements",
    "db_persist": "computed columns are told by their own statements",
    "local_many_to_many": "through_models asks",
    "auto_created": "through_models asks",
    "get_internal_type": "counts where a server numbers columns by something of their own",
    "empty_strings_allowed": "counts where a server takes an empty text for none",
}


def _statements(site: list[ModelClass]) -> list[str]:
    ddl = collect(connection, site, "public")
    assert ddl.failures == ()
    return sorted(ddl.lines())


def test_models_with_other_statements_are_told_otherwise() -> None:
    told = {name: (asked_of_models("default", made()), _statements(made())) for name, made in VARIANTS.items()}

    alike = [(one, other) for one, other in combinations(told, 2) if told[one][0] == told[other][0]]

    assert None not in {text for text, _ in told.values()}
    assert [(one, other) for one, other in alike if told[one][1] != told[other][1]] == []
    assert alike == []


def test_models_are_told_in_the_same_way_each_time() -> None:
    told = {name: asked_of_models("default", made()) for name, made in VARIANTS.items()}

    assert {name: asked_of_models("default", reversed(made())) for name, made in VARIANTS.items()} == told
    assert [name for name, text in told.items() if " at 0x" in str(text)] == []


def test_whatever_djangos_editor_asks_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = [model for name, made in VARIANTS.items() if "default" not in name for model in made()]
    by_editor: set[str] = set()
    by_us: set[str] = set()

    def noted(of: object, name: str) -> Any:
        module = sys._getframe(1).f_globals["__name__"]
        if module.startswith("django.db.backends"):
            by_editor.add(name)
        elif module == "project.schema_audit.building.asked_of_models":
            by_us.add(name)
        return object.__getattribute__(of, name)

    for kind in (models.Field, Options):
        monkeypatch.setattr(kind, "__getattribute__", noted, raising=False)
    collect(connection, everything, "public")
    asked_by_editor = set(by_editor)
    asked_of_models("default", everything)

    assert asked_by_editor - by_us == OTHERWISE.keys()


def test_an_editor_that_somebody_changed_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    site = VARIANTS["an index"]()
    text = asked_of_models("default", site)

    monkeypatch.setattr(DatabaseSchemaEditor, "sql_create_index", "CREATE INDEX CONCURRENTLY %(name)s")
    assert asked_of_models("default", site) != text

    monkeypatch.setattr(DatabaseSchemaEditor, "_create_index_sql", lambda editor, model, **more: "nothing")
    assert asked_of_models("default", site) is None


def test_another_backend_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Wrapper(type(connection)):  # type: ignore[misc]  # the class of the connection, known only here
        """A backend of somebody else."""

    monkeypatch.setattr("django.db.connections", {"other": Wrapper(connection.settings_dict, "other")})
    monkeypatch.setattr("project.schema_audit.building.asked_of_models.connections", {"other": Wrapper({}, "other")})

    assert asked_of_models("other", VARIANTS["an index"]()) is None


def test_a_field_that_raises_is_told_by_statements() -> None:
    assert asked_of_models("default", _of(Refusing())()) is None
