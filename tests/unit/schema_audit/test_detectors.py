"""What each side's difference is called and how bad it is; the rest stands in tests/cases."""

from dataclasses import replace

import pytest

from project.findings import Finding, Severity
from project.schema_audit.detect import detect
from project.schema_audit.schema import Column, EnumType
from tests.unit.schema_audit.pictures import column, compared, index, schema, table


def _found(live: Column, expected: Column) -> list[Finding]:
    return detect(compared(schema(table("item", live)), schema(table("item", expected))))


@pytest.mark.parametrize(
    ("live", "expected", "code", "severity"),
    [
        ("character varying(10)", "character varying(20)", "column_length", Severity.ERROR),
        ("character varying(30)", "character varying(20)", "column_length", Severity.WARNING),
        ("character varying", "character varying(20)", "column_length", Severity.WARNING),
        ("numeric(12,2)", "numeric(15,2)", "column_decimal", Severity.ERROR),
        ("numeric(15,3)", "numeric(15,2)", "column_decimal", Severity.ERROR),
        ("numeric(18,3)", "numeric(15,2)", "column_decimal", Severity.WARNING),
        ("numeric", "numeric(15,2)", "column_decimal", Severity.WARNING),
        ("text", "character varying(20)", "column_type", Severity.ERROR),
        ("timestamp(3) with time zone", "timestamp with time zone", "column_type", Severity.ERROR),
    ],
)
def test_another_type_is_reported_by_what_differs(live: str, expected: str, code: str, severity: Severity) -> None:
    found = _found(column("a", live), column("a", expected))

    assert [(one.code, one.severity) for one in found] == [(code, severity)]
    assert (found[0].expected, found[0].actual) == (expected, live)


def test_the_same_type_is_not_reported() -> None:
    assert _found(column("a", "numeric(15,2)"), column("a", "numeric(15,2)")) == []


@pytest.mark.parametrize(("default", "severity"), [(None, Severity.ERROR), ("0", Severity.WARNING)])
def test_a_leftover_column_is_graded_by_whether_inserts_pass(default: str | None, severity: Severity) -> None:
    live = schema(table("item", column("a"), column("old", default=default)))

    found = detect(compared(live, schema(table("item", column("a")))))

    assert [(one.code, one.severity) for one in found] == [("orphaned_column", severity)]


def test_a_comment_of_the_database_alone_is_not_reported() -> None:
    assert _found(column("a", comment="a note"), column("a")) == []


def test_storage_that_only_the_database_sets_is_not_reported() -> None:
    live = schema(table("item", column("a"), index("i", "btree (a) WITH (fillfactor='70')", "a")))

    assert detect(compared(live, schema(table("item", column("a"), index("i", "btree (a)", "a"))))) == []


def test_a_name_that_meta_gives_is_reported() -> None:
    live, expected = (schema(table("item", column("a"), index(name, "btree (a)", "a"))) for name in ("x_idx", "mine"))

    assert [one.code for one in detect(compared(live, expected, "mine"))] == ["index_name"]


def test_a_name_that_django_makes_up_is_not_reported() -> None:
    live, expected = (
        schema(table("item", column("a"), index(name, "btree (a)", "a")))
        for name in ("old_a_1234abcd", "item_a_ffff0000")
    )

    assert detect(compared(live, expected)) == []


def test_a_detector_that_crashes_is_an_error_of_its_own() -> None:
    def breaks(comparison: object) -> list[Finding]:
        raise ZeroDivisionError("by design")

    found = detect(compared(schema(), schema()), (breaks,))  # type: ignore[arg-type]

    assert [(one.code, one.object) for one in found] == [("detector_failed", "breaks")]
    assert "ZeroDivisionError: by design" in found[0].message


def test_a_renamed_type_is_told_once_and_not_of_its_columns() -> None:
    expected = schema(table("item", column("a", "mood", default="'good'::mood"), column("b", "mood[]")))
    live = schema(table("item", column("a", "old_mood", default="'good'::old_mood"), column("b", "old_mood[]")))
    values = EnumType(name="mood", schema="public", values=("good", "bad"))

    found = detect(
        compared(
            replace(live, enums={"old_mood": replace(values, name="old_mood")}),
            replace(expected, enums={"mood": values}),
        )
    )

    assert [(one.code, one.object, one.actual) for one in found] == [("enum_differs", "mood", "old_mood")]


def test_a_type_of_other_values_is_not_taken_for_a_renamed_one() -> None:
    live, expected = (schema(table("item", column("a", name))) for name in ("old_mood", "mood"))
    values = EnumType(name="mood", schema="public", values=("good", "bad"))
    other = EnumType(name="old_mood", schema="public", values=("good",))

    found = detect(compared(replace(live, enums={"old_mood": other}), replace(expected, enums={"mood": values})))

    assert [one.code for one in found] == ["enum_differs", "column_type"]
