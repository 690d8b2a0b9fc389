"""A table on which all rows say what is expected takes the expected values; one odd word, and it has its own."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from project.schema_audit.assemble import Picture, alike, assemble, assemble_expected
from project.schema_audit.matching import pair_table
from project.schema_audit.schema import Schema
from project.schema_audit.snapshot import Rows
from tests.unit.schema_audit.pictures import owner

COUNTING = json.dumps(["id", "i", "bigint", 1, 1, 1, 2**63 - 1, False, True])
COUNTING_OTHERWISE = COUNTING.replace("false", "true")
PLAIN = "403 1 3126 100 0"


def _rows(schema: str, first: int) -> Rows:
    """An item and its maker, as a server might number them."""
    maker, item = first, first + 1
    usual, key = (True, True, True, False), "KEY (maker_id) REFERENCES maker(id)"
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
                (maker, "maker_pkey", "p", "PRIMARY KEY (id)", [1], 0, None, " ", " ", " ", *usual, None),
                (item, "item_check", "c", "CHECK (id > 0)", [1], 0, None, " ", " ", " ", *usual, None),
                (item, "item_fk", "f", f"FOREIGN {key}", [2], maker, [1], "a", "a", "s", *usual, None),
            ],
            "indexes": [
                (item, "item_like", "btree (name text_pattern_ops)", False, True, [3], None, PLAIN),
                (item, "item_name", "btree (lower(name))", False, True, [0], [3], None),
            ],
            "objects": [
                ("sequence", item, "item_id_seq", schema, COUNTING, True),
                ("trigger", item, "touch", schema, "CREATE TRIGGER touch ON item EXECUTE FUNCTION touch()", True),
            ],
        },
    )


def _relation(oid: int, schema: str, name: str) -> tuple[Any, ...]:
    persistence = "t" if schema.startswith("pg_temp") else "p"
    return (oid, schema, name, "r", persistence, None, False, False, False, [], 0, None, False, [])


EXPECTED = assemble_expected(_rows("pg_temp_3", 1000), {})
# What says nothing: numbers of tables and columns, a sequence's schema, and what the words of an index say again.
SILENT = {
    ("columns", 1): {0, 1},
    ("constraints", 1): {0, 4, 6},
    ("constraints", 2): {0, 4, 6},
    ("indexes", 0): {0, 2, 3, 6},
    ("indexes", 1): {0, 5, 6},
    ("objects", 0): {0, 1, 3},
    ("objects", 1): {0, 1, 3},
}


def _changes() -> Iterator[tuple[str, int, int]]:
    rows = _rows("public", 1)
    for part, place in [*SILENT, ("columns", 2), ("columns", 3)]:
        for field in range(len(rows.parts[part][place])):
            if field not in SILENT.get((part, place), {0, 1}):
                yield part, place, field


def _changed(value: Any) -> Any:
    if value in ("c", "f", COUNTING):
        return COUNTING_OTHERWISE if value == COUNTING else "x"
    if isinstance(value, int):
        return not value if isinstance(value, bool) else 2
    return f"{value or ''} otherwise" if value is None or isinstance(value, str) else [2]


def _live(part: str, rows_of_part: list[Any]) -> Rows:
    rows = _rows("public", 1)
    return replace(rows, parts={**rows.parts, part: rows_of_part})


def _names_alike(rows: Rows, expected: Picture = EXPECTED) -> set[str]:
    return {table.name for table in alike(rows, expected).values()}


def test_a_table_that_says_the_same_takes_the_values_of_the_expected_one() -> None:
    rows = _rows("public", 1)

    live = assemble(rows, alike=alike(rows, EXPECTED))

    assert live == assemble(rows)
    assert all(table.shares_contents(EXPECTED.schema.tables[name]) for name, table in live.tables.items())
    assert [live.tables["item"].persistence, EXPECTED.schema.tables["item"].persistence] == ["p", "t"]


@pytest.mark.parametrize(("part", "place", "field"), list(_changes()))
def test_a_table_that_says_anything_else_has_values_of_its_own(part: str, place: int, field: int) -> None:
    changed = deepcopy(_rows("public", 1).parts[part])
    row = list(changed[place])
    row[field] = _changed(row[field])
    changed[place] = tuple(row)

    assert _names_alike(_live(part, changed)) == {"maker"}


@pytest.mark.parametrize(("part", "place"), list(SILENT))
def test_a_table_that_lacks_something_has_values_of_its_own(part: str, place: int) -> None:
    rows = _rows("public", 1).parts[part]

    assert _names_alike(_live(part, rows[:place] + rows[place + 1 :])) == {"maker"}


def test_columns_in_another_order_say_the_same() -> None:
    rows = _rows("public", 1)

    assert _names_alike(_live("columns", rows.parts["columns"][::-1])) == {"item", "maker"}


def test_an_index_without_words_says_what_it_is_made_of() -> None:
    like, named = _rows("public", 1).parts["indexes"]
    without_words, on_another_column = (*like[:2], None, *like[3:]), (*like[:2], None, *like[3:5], [2], *like[6:])

    assert "item" in _names_alike(_live("indexes", [without_words, named]))
    assert "item" not in _names_alike(_live("indexes", [on_another_column, named]))


def test_a_picture_out_of_a_file_is_as_good() -> None:
    rows = _rows("pg_temp_3", 1000)
    filed = replace(rows, parts=json.loads(json.dumps(rows.parts)))

    assert _names_alike(_rows("public", 1), assemble_expected(filed, {})) == {"item", "maker"}


def test_tables_alike_are_paired_as_if_they_had_been_compared() -> None:
    rows = _rows("public", 1)

    def pair(live: Schema) -> Any:
        return pair_table(live.tables["item"], EXPECTED.schema.tables["item"], owner("item"))

    paired = pair(assemble(rows, alike=alike(rows, EXPECTED)))
    assert paired == pair(assemble(rows))
    assert paired.columns.same
    assert paired.indexes.same
