"""What migrations make by themselves, and which of it the expected side knows."""

from typing import Any

import pytest
from django.db import migrations, models

from project.schema_audit.of_migrations.own_objects import OwnObject, made_by_code, note_object, unchecked
from project.schema_audit.schema import EnumType, Function, Schema
from tests.unit.schema_audit.pictures import column, index, schema, table

KEY = ("shop", "0001")


def _made(*statements: str) -> list[str]:
    made: dict[str, OwnObject] = {}
    for statement in statements:
        note_object(made, statement, KEY)
    return [str(one) for one in made.values()]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("CREATE OR REPLACE VIEW totals AS SELECT 1", "view totals of shop.0001"),
        ("create materialized view if not exists Totals as select 1", "materialized view totals of shop.0001"),
        ('CREATE UNIQUE INDEX CONCURRENTLY "By Name" ON shop_item (name)', "index By Name of shop.0001"),
        ("CREATE FUNCTION other.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "function other.f of shop.0001"),
        ("CREATE CONSTRAINT TRIGGER t AFTER UPDATE ON shop_item", "trigger t of shop.0001"),
        ("ALTER TABLE ONLY other.t ADD CONSTRAINT c CHECK (true)", "constraint c of shop.0001"),
        ("DO $$ BEGIN CREATE POLICY p ON shop_item; END $$", "what a DO block makes of shop.0001"),
    ],
)
def test_what_a_statement_makes_is_kept_by_name(statement: str, told: str) -> None:
    assert _made(statement) == [told]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE shop_item SET name = 'CREATE VIEW v'", "ALTER TABLE shop_item ADD COLUMN a int", "DO $$ BEGIN END $$"],
)
def test_what_makes_no_object_is_not(statement: str) -> None:
    assert _made(statement) == []


def test_what_is_dropped_again_is_forgotten() -> None:
    assert _made("CREATE VIEW v AS SELECT 1", "DROP VIEW IF EXISTS v") == []


def make_a_view(apps: Any, editor: Any) -> None:
    editor.execute("CREATE VIEW v AS SELECT 1")


def fill(apps: Any, editor: Any) -> None:
    apps.get_model("shop", "Item").objects.update(name="")


class Strange(migrations.operations.base.Operation):
    """An operation of somebody's package."""


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        (migrations.RunPython(make_a_view), ["what make_a_view() makes of shop.0001"]),
        (Strange(), ["what Strange makes of shop.0001"]),
        (migrations.SeparateDatabaseAndState([Strange()]), ["what Strange makes of shop.0001"]),
        (migrations.RunPython(fill), []),
        (migrations.RunPython(migrations.RunPython.noop), []),
        (migrations.AddField("item", "name", models.TextField()), []),
    ],
)
def test_code_is_kept_where_it_makes_objects(operation: Any, told: list[str]) -> None:
    assert [str(one) for one in made_by_code([operation], KEY)] == told


def test_what_the_expected_side_has_is_checked() -> None:
    expected = schema(table("shop_item", column("a"), index("i", "btree (a)", "a")))
    expected = Schema(
        default_schema="public",
        tables=expected.tables,
        enums={'"Mood"': EnumType(name='"Mood"', schema="public", values=())},
        functions={"f(a integer)": Function(name="f(a integer)", definition="", statement="")},
    )
    known = [("index", "i"), ("type", "Mood"), ("function", "f"), ("table", "shop_item")]
    unknown = [("view", "v"), ("index", "other"), ("function", "other.f"), ("what", "make_a_view() makes")]

    told = unchecked([OwnObject(kind=kind, name=name, key=KEY) for kind, name in known + unknown], expected)

    assert told == [f"{kind} {name} of shop.0001" for kind, name in unknown]
