"""Rows that two chains wrote: whole, and without what a database gives out itself."""

from typing import Any

from project.migration_audit.rebuild.proof.rows import compare_rows, moving_columns
from project.migration_audit.rebuild.proof.written import Written
from project.schema_audit.schema import Column, Constraint, Kind, Schema, Table, Target

BIGINT = Column(name="id", type="bigint", base_type="bigint", not_null=True, identity="d")


def _key(name: str) -> Constraint:
    return Constraint(name=name, kind=Kind.PRIMARY_KEY, definition="PRIMARY KEY (id)", columns=("id",))


def _text(name: str, type_: str = "text") -> Column:
    return Column(name=name, type=type_, base_type=type_, not_null=False)


TARGET = Target(table="kind", columns=("id",), on_delete="a", on_update="a", match="s")


def _table(name: str, *columns: Column, keys: tuple[Constraint, ...] = ()) -> Table:
    by_name = {column.name: column for column in (BIGINT, *columns)}
    return Table(name=name, schema="public", relation=name, columns=by_name, constraints=(_key(f"{name}_key"), *keys))


TO_KIND = Constraint(name="f", kind=Kind.FOREIGN_KEY, definition="", columns=("kind_id",), target=TARGET)
KIND = _table("kind", _text("name"), _text("token", "uuid"))
ITEM = _table("item", _text("kind_id", "bigint"), keys=(TO_KIND,))
SCHEMA = Schema(default_schema="public", tables={"kind": KIND, "item": ITEM})


def _written(rows: dict[str, list[dict[str, Any]]], *, behind: tuple[str, ...] = ()) -> Written:
    return Written(schema=SCHEMA, rows=rows, moments=0, behind=frozenset(behind))


def _kinds(*names: str, first: int = 1) -> list[dict[str, Any]]:
    return [{"id": number, "name": name, "token": None} for number, name in enumerate(names, start=first)]


def test_the_same_rows_in_another_order_are_the_same() -> None:
    rows = _kinds("a", "b")

    compared = compare_rows(_written({"kind": rows}), _written({"kind": rows[::-1]}))

    assert (compared.differences, compared.without_keys) == ((), ())


def test_a_row_less_is_a_difference() -> None:
    (difference,) = compare_rows(_written({"kind": _kinds("a", "b")}), _written({"kind": _kinds("a")})).differences

    assert (difference.kind, difference.place) == ("rows", "kind")
    assert difference.old == '2 rows, such as {"name": "b", "token": null}'
    assert difference.new == "1 row"


def test_a_table_without_rows_on_one_side_is_a_difference() -> None:
    assert [found.place for found in compare_rows(_written({"kind": _kinds("a")}), _written({})).differences] == [
        "kind"
    ]


def test_keys_that_the_database_gave_out_otherwise_are_read_through_and_said() -> None:
    old = _written({"kind": _kinds("a", "b"), "item": [{"id": 1, "kind_id": 1}]})
    new = _written({"kind": _kinds("b", "a"), "item": [{"id": 1, "kind_id": 2}]})

    compared = compare_rows(old, new)

    assert compared.differences == ()
    assert compared.without_keys == ("item", "kind")


def test_a_key_to_another_row_is_a_difference() -> None:
    old = _written({"kind": _kinds("a", "b"), "item": [{"id": 1, "kind_id": 1}]})
    new = _written({"kind": _kinds("a", "b"), "item": [{"id": 1, "kind_id": 2}]})

    assert [difference.place for difference in compare_rows(old, new).differences] == ["item"]


def test_keys_that_migrations_wrote_themselves_count() -> None:
    old = _written({"kind": _kinds("a", first=5)}, behind=("kind",))
    new = _written({"kind": _kinds("a", first=6)}, behind=("kind",))

    assert [difference.place for difference in compare_rows(old, new).differences] == ["kind"]


def test_a_sequence_that_only_one_side_left_behind_is_a_difference() -> None:
    rows = {"kind": _kinds("a")}

    (difference,) = compare_rows(_written(rows), _written(rows, behind=("kind",))).differences

    assert difference.place == "sequence of kind"


def test_random_values_are_not_compared_where_rows_differ() -> None:
    def row(token: str) -> dict[str, Any]:
        return {"id": 1, "name": "a", "token": token}

    random = ("8f14e45f-ceea-467f-a8f4-1e3b6f1f0c11", "0cc175b9-c0f1-4b6a-831c-399e26977266")
    by_hand = ("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002")

    assert compare_rows(*(_written({"kind": [row(one)]}) for one in random)).differences == ()
    assert len(compare_rows(*(_written({"kind": [row(one)]}) for one in by_hand)).differences) == 1


def test_columns_that_two_runs_of_one_chain_fill_differently_are_found_and_not_compared() -> None:
    def side(run: int, name: str = "a") -> Written:
        token = f"00000000-0000-0000-0000-{run:012}"
        return _written({"kind": [{"id": 1, "name": name, "token": token}], "item": [{"id": 1, "kind_id": 1}]})

    moving = moving_columns(side(1), side(2))

    assert moving == {"kind": frozenset({"token"})}
    assert compare_rows(side(1), side(3), moving).differences == ()
    assert [one.place for one in compare_rows(side(1), side(2, name="b"), moving).differences] == ["kind"]


def test_a_column_that_moves_is_still_filled_or_not() -> None:
    full, empty = ({"kind": [{"id": 1, "name": "a", "token": token}]} for token in ("x", None))

    compared = compare_rows(_written(full), _written(empty), {"kind": frozenset({"token"})})

    assert [one.place for one in compared.differences] == ["kind"]


def test_a_table_whose_rows_differ_in_number_from_run_to_run_has_no_moving_columns() -> None:
    assert moving_columns(_written({"kind": _kinds("a", "b")}), _written({"kind": _kinds("a", "c", "d")})) == {}
