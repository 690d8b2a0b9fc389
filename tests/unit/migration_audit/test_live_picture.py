"""Two looks at one database differ in what changed, and not in what changes by itself."""

from typing import Any

from project.migration_audit.rebuild.live_picture import differing, fingerprint, picture

COLUMN = [16, 1, "id", "bigint", "bigint", True, None, "d", "", None, None]


def _schema(*, rows: int = 0, oid: int = 16, columns: tuple[Any, ...] = (COLUMN,)) -> dict[str, Any]:
    table = [oid, "public", "shop_item", "r", "p", None, False, False, False, [], rows, None, rows > 0]
    named = [[oid, *column[1:]] for column in columns]
    function = ["function", None, "f()", "public", "body", True]
    return {"parts": {"tables": [table], "columns": named, "constraints": [], "indexes": [], "objects": [function]}}


def test_rows_and_numbers_are_no_structure() -> None:
    assert fingerprint(picture(_schema())) == fingerprint(picture(_schema(rows=7, oid=99)))


def test_a_changed_column_is_named_by_its_table() -> None:
    other = [*COLUMN[:3], "integer", *COLUMN[4:]]

    assert differing(picture(_schema()), picture(_schema(columns=(other,)))) == ["public.shop_item"]


def test_an_object_without_a_table_has_a_name_of_its_own() -> None:
    without = _schema()
    without["parts"]["objects"] = []

    assert differing(picture(_schema()), picture(without)) == ["function f()"]
