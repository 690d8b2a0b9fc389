"""A table on which all rows say what is expected takes the expected values; one odd word, and it has its own."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from project.schema_audit.assemble import assemble, assemble_expected
from project.schema_audit.matching import pair_table
from project.schema_audit.schema import Schema
from project.schema_audit.snapshot import Rows
from tests.unit.schema_audit.pictures import owner

COUNTING = ["id", "i", "bigint", 1, 1, 1, 2**63 - 1, False, True]


def _rows(schema: str, first: int) -> Rows:
    """An item and its maker, as a server might number them."""
    maker, item = first, first + 1
    target = (schema, "maker", ["id"], "a", "a", "s")
    return Rows(
        path=(schema,),
        beside=(),
        parts={
            "tables": [_relation(maker, schema, "maker"), _relation(item, schema, "item")],
            "columns": [
                (maker, 1, "id", "bigint", "bigint", True, None, "d", "", None, None),
                (item, 1, "id", "bigint", "bigint", True, None, "d", "", None, None),
                (item, 2, "maker_id", "bigint", "bigint", True, None, "", "", None, None),
                (item, 3, "name", "varchar(9)", "varchar", False, "'-'::varchar", "", "", '"C"', "what it says"),
            ],
            "constraints": [
                (maker, "maker_pkey", "p", "PRIMARY KEY (id)", [1], None, None, None, " ", " ", " ", *_usual()),
                (item, "item_check", "c", "CHECK (id > 0)", [1], None, None, None, " ", " ", " ", *_usual()),
                (item, "item_fk", "f", "FOREIGN KEY (maker_id) REFERENCES maker(id)", [2], *target, *_usual()),
            ],
            "indexes": [(item, "item_name", "btree (lower(name))", False, True, [0], [3])],
            "objects": [
                ("sequence", item, "item_id_seq", schema, json.dumps(COUNTING), True),
                ("trigger", item, "touch", schema, "CREATE TRIGGER touch ON item EXECUTE FUNCTION touch()", True),
            ],
        },
    )


def _relation(oid: int, schema: str, name: str) -> tuple[Any, ...]:
    persistence = "t" if schema.startswith("pg_temp") else "p"
    return (oid, schema, name, "r", persistence, None, False, False, False, [], 0, None, False)


def _usual() -> tuple[bool, ...]:
    """Deferrable, deferred, validated, triggers off."""
    return (True, True, True, False)


# What differs between two servers' pictures of one schema: numbers of tables and columns, and a sequence's schema.
NUMBERS = {"columns": {0, 1}, "constraints": {0, 4}, "indexes": {0, 5, 6}, "objects": {0, 1, 3}}


def _changes() -> Iterator[Any]:
    for part, rows in _rows("public", 1).parts.items():
        for place in range(len(rows)):
            for field in set(range(len(rows[place]))) - NUMBERS.get(part, set()):
                if part != "tables" and rows[place][0] != 1:
                    yield pytest.param(part, place, field, id=f"{part}-{place}-{field}")


def _changed(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if value in ("c", "f"):
        return "x"
    if value is None or isinstance(value, str):
        return f"{value or ''} otherwise"
    return [*value, "otherwise"]


def test_a_table_that_says_the_same_shares_the_values_of_the_expected_one() -> None:
    expected = assemble_expected(_rows("pg_temp_3", 1000), {}).schema

    live = assemble(_rows("public", 1), like=assemble_expected(_rows("pg_temp_3", 1000), {}))

    assert live == assemble(_rows("public", 1))
    assert {name: table.columns for name, table in live.tables.items()} == {
        name: table.columns for name, table in expected.tables.items()
    }


@pytest.mark.parametrize(("part", "place", "field"), list(_changes()))
def test_a_table_that_says_anything_else_has_values_of_its_own(part: str, place: int, field: int) -> None:
    rows = _rows("public", 1)
    changed = deepcopy(rows.parts)
    row = list(changed[part][place])
    row[field] = json.dumps([*COUNTING[:-1], False]) if row[field] == json.dumps(COUNTING) else _changed(row[field])
    changed[part][place] = tuple(row)
    picture = assemble_expected(_rows("pg_temp_3", 1000), {})

    live = assemble(Rows(path=rows.path, beside=(), parts=changed), like=picture)

    assert not live.tables["item"].shares_contents(picture.schema.tables["item"])
    assert live.tables["maker"].shares_contents(picture.schema.tables["maker"])


@pytest.mark.parametrize("part", ["columns", "constraints", "indexes", "objects"])
def test_a_table_that_lacks_something_has_values_of_its_own(part: str) -> None:
    rows = _rows("public", 1)
    picture = assemble_expected(_rows("pg_temp_3", 1000), {})

    live = assemble(Rows(path=rows.path, beside=(), parts={**rows.parts, part: rows.parts[part][:-1]}), like=picture)

    assert not live.tables["item"].shares_contents(picture.schema.tables["item"])


def test_columns_in_another_order_say_the_same() -> None:
    rows = _rows("public", 1)
    picture = assemble_expected(_rows("pg_temp_3", 1000), {})

    live = assemble(
        Rows(path=rows.path, beside=(), parts={**rows.parts, "columns": rows.parts["columns"][::-1]}), like=picture
    )

    assert live.tables["item"].shares_contents(picture.schema.tables["item"])


def test_shared_contents_are_paired_as_if_they_had_been_compared() -> None:
    picture = assemble_expected(_rows("pg_temp_3", 1000), {})
    shared, own = assemble(_rows("public", 1), like=picture), assemble(_rows("public", 1))

    def pair(live: Schema) -> Any:
        return pair_table(live.tables["item"], picture.schema.tables["item"], owner("item"))

    assert pair(shared) == pair(own)
    assert pair(shared).columns.same
