"""A table of which the same is said as expected takes the expected values; one odd word, and it has its own."""

import json
from dataclasses import replace
from typing import Any

import pytest

from project.schema_audit.matching import pair_table
from project.schema_audit.reading.assemble import Picture, alike, assemble, assemble_expected
from project.schema_audit.reading.snapshot import Rows
from project.schema_audit.schema import Schema
from tests.unit.schema_audit.pictures import owner

COUNTING = json.dumps(["id", "i", "bigint", 1, 1, 1, 2**63 - 1, False, True])
COUNTING_OTHERWISE = COUNTING.replace("false", "true")
SAID = {"maker": "id 20 -1\nconstraints\nmaker_pkey", "item": "id 20 -1\nmaker_id 20 -1\ntriggers\ntouch touch()"}


def _rows(schema: str, first: int) -> Rows:
    """An item and its maker, as a server might number them."""
    maker, item = first, first + 1
    scratch = f"{schema}." if schema.startswith("pg_temp") else ""
    usual, key = (True, True, True, False), "KEY (maker_id) REFERENCES maker(id)"
    return Rows(
        path=(schema,),
        beside=(),
        parts={
            "tables": [_relation(maker, schema, "maker"), _relation(item, schema, "item")],
            "said": [(maker, SAID["maker"]), (item, SAID["item"].replace("touch()", f"{scratch}touch()"))],
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
                (item, "item_like", "btree (name text_pattern_ops)", False, True, [3], None),
                (item, "item_name", "btree (lower(name))", False, True, [0], [3]),
            ],
            "triggers": [
                (
                    "trigger",
                    item,
                    "touch",
                    None,
                    f"CREATE TRIGGER touch ON item EXECUTE FUNCTION {scratch}touch()",
                    True,
                )
            ],
            "sequences": [("sequence", item, "item_id_seq", schema, COUNTING, True)],
            "objects": [],
        },
    )


def _relation(oid: int, schema: str, name: str) -> tuple[Any, ...]:
    persistence = "t" if schema.startswith("pg_temp") else "p"
    return (oid, schema, name, "r", persistence, None, False, False, False, [], 0, None, False, [], None)


EXPECTED = assemble_expected(_rows("pg_temp_3", 1000), {})


def _live(**parts: list[Any]) -> Rows:
    rows = _rows("public", 1)
    return replace(rows, parts={**rows.parts, **parts})


def _names_alike(rows: Rows, expected: Picture = EXPECTED) -> set[str]:
    return {table.name for table in alike(rows, expected, {}).values()}


def test_a_table_of_which_the_same_is_said_takes_the_values_of_the_expected_one() -> None:
    rows = _rows("public", 1)
    bare = _live(columns=[], constraints=[], indexes=[], triggers=[])

    live = assemble(bare, alike=alike(bare, EXPECTED, {}))

    assert live == assemble(rows)
    assert all(table.shares_contents(EXPECTED.schema.tables[name]) for name, table in live.tables.items())
    assert [live.tables["item"].persistence, EXPECTED.schema.tables["item"].persistence] == ["p", "t"]


@pytest.mark.parametrize("text", ["", SAID["maker"], SAID["item"] + " "])
def test_a_table_of_which_anything_else_is_said_has_values_of_its_own(text: str) -> None:
    assert _names_alike(_live(said=[(1, SAID["maker"]), (2, text)])) == {"maker"}


@pytest.mark.parametrize(("field", "value"), [(2, "other"), (4, COUNTING_OTHERWISE), (5, False)])
def test_a_table_whose_sequence_differs_has_values_of_its_own(field: int, value: Any) -> None:
    (sequence,) = _rows("public", 1).parts["sequences"]

    assert _names_alike(_live(sequences=[(*sequence[:field], value, *sequence[field + 1 :])])) == {"maker"}
    assert _names_alike(_live(sequences=[])) == {"maker"}


def test_the_schema_of_a_sequence_says_nothing() -> None:
    (sequence,) = _rows("public", 1).parts["sequences"]

    assert _names_alike(_live(sequences=[(*sequence[:3], "elsewhere", *sequence[4:])])) == {"item", "maker"}


def test_a_table_with_the_id_that_migrations_give_it_takes_the_expected_values_but_for_that() -> None:
    rows = _rows("public", 1)
    (number, place, name, _, _, *more), *columns = rows.parts["columns"][1:]
    counting = json.dumps(["id", "i", "integer", 1, 1, 1, 2**31 - 1, False, True])
    (sequence,) = rows.parts["sequences"]
    integer = _live(
        said=[(1, SAID["maker"]), (2, SAID["item"].replace("id 20 -1", "id 23 -1", 1))],
        columns=[rows.parts["columns"][0], (number, place, name, "integer", "integer", *more), *columns],
        sequences=[(*sequence[:4], counting, *sequence[5:])],
    )
    bare = replace(integer, parts={**integer.parts, "columns": [], "constraints": [], "indexes": [], "triggers": []})

    def names(migrated_id: str) -> set[str]:
        return {
            table.name
            for table in alike(bare, EXPECTED, {"item": replace(owner("item"), migrated_id=migrated_id)}).values()
        }

    same = alike(bare, EXPECTED, {"item": replace(owner("item"), migrated_id="integer")})
    assert assemble(bare, alike=same).tables["item"] == assemble(integer).tables["item"]
    assert names("integer") == {"item", "maker"}
    assert names("smallint") == names("uuid") == {"maker"}


def test_a_key_to_a_table_that_has_another_name_in_the_scratch_schema_is_always_looked_at() -> None:
    expected = assemble_expected(_rows("pg_temp_3", 1000), {"maker": "other.maker", "item": "item"})

    assert _names_alike(_rows("public", 1), expected) == set()


@pytest.mark.parametrize(
    ("part", "place", "field"), [("constraints", 1, 12), ("constraints", 2, 13), ("indexes", 0, 4)]
)
def test_what_is_expected_unsound_is_always_looked_at(part: str, place: int, field: int) -> None:
    rows = _rows("pg_temp_3", 1000)
    unsound = [list(row) for row in rows.parts[part]]
    unsound[place][field] = not unsound[place][field]

    assert _names_alike(
        _rows("public", 1), assemble_expected(replace(rows, parts={**rows.parts, part: unsound}), {})
    ) == {"maker"}


def test_a_foreign_key_of_a_table_that_differs_may_lead_to_one_that_was_not_read() -> None:
    rows = _rows("public", 1)
    _, check, key = rows.parts["constraints"]
    alone = _live(
        said=[(1, SAID["maker"]), (2, "something else")],
        columns=rows.parts["columns"][1:],
        constraints=[check, (*key[:14], ["public", "maker", "id"])],
    )

    assert assemble(alone, alike=alike(alone, EXPECTED, {})) == assemble(rows)


def test_a_picture_out_of_a_file_is_as_good() -> None:
    rows = _rows("pg_temp_3", 1000)
    filed = replace(rows, parts=json.loads(json.dumps(rows.parts)))

    assert _names_alike(_rows("public", 1), assemble_expected(filed, {})) == {"item", "maker"}


def test_tables_alike_are_paired_as_if_they_had_been_compared() -> None:
    rows = _rows("public", 1)

    def pair(live: Schema) -> Any:
        return pair_table(live.tables["item"], EXPECTED.schema.tables["item"], owner("item"))

    paired = pair(assemble(rows, alike=alike(rows, EXPECTED, {})))
    assert paired == pair(assemble(rows))
    assert paired.columns.same
    assert paired.indexes.same
