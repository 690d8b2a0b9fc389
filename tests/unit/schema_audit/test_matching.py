"""Pairs are made by structure before names, and what stands on a missing column belongs to that column."""

from dataclasses import replace

from project.schema_audit.matching import compare
from project.schema_audit.schema import Kind
from tests.unit.schema_audit.pictures import column, compared, foreign_key, index, owner, schema, table, unique


def test_equal_structure_under_another_name_is_a_pair() -> None:
    live = schema(table("item", column("a"), unique("other_name", "a")))
    expected = schema(table("item", column("a"), unique("item_a_key", "a")))

    matched = compared(live, expected).tables["item"].constraints[Kind.UNIQUE]

    assert [(one.name, other.name) for one, other in matched.same] == [("other_name", "item_a_key")]


def test_another_structure_under_the_same_name_differs() -> None:
    live = schema(table("item", column("a"), column("b"), unique("rule", "a")))
    expected = schema(table("item", column("a"), column("b"), unique("rule", "a", "b")))

    matched = compared(live, expected).tables["item"].constraints[Kind.UNIQUE]

    assert len(matched.differing) == 1
    assert matched.missing == matched.extra == ()


def test_the_name_decides_between_two_of_the_same_structure() -> None:
    live = schema(table("item", column("a"), index("one", "btree (a)", "a"), index("two", "btree (a)", "a")))
    expected = schema(table("item", column("a"), index("two", "btree (a)", "a")))

    matched = compared(live, expected).tables["item"].indexes

    assert [one.name for one, _ in matched.same] == ["two"]
    assert [one.name for one in matched.extra] == ["one"]


def test_of_two_renamed_indexes_those_stored_alike_belong_together() -> None:
    tight, loose = "btree (a) WITH (fillfactor='70')", "btree (a)"
    live = schema(table("item", column("a"), index("x", loose, "a"), index("y", tight, "a")))
    expected = schema(table("item", column("a"), index("tight", tight, "a"), index("loose", loose, "a")))

    matched = compared(live, expected).tables["item"].indexes

    assert {(one.name, other.name) for one, other in matched.same} == {("x", "loose"), ("y", "tight")}


def test_an_index_on_a_missing_column_is_not_missing_by_itself() -> None:
    live = schema(table("item", column("a")))
    expected = schema(table("item", column("a"), column("b"), index("item_b", "btree (b)", "b")))

    pair = compared(live, expected).tables["item"]

    assert [one.name for one in pair.columns.missing] == ["b"]
    assert pair.indexes.missing == ()


def test_a_view_does_not_count_as_the_table() -> None:
    comparison = compared(schema(table("item", kind="v")), schema(table("item", column("a"))))

    assert list(comparison.missing) == ["item"]


def test_a_partitioned_table_counts_as_the_table() -> None:
    comparison = compared(schema(table("item", column("a"), kind="p")), schema(table("item", column("a"))))

    assert list(comparison.tables) == ["item"]


def test_missing_tables_stand_after_those_they_point_at() -> None:
    expected = schema(
        table("a_line", column("order_id"), foreign_key("fk", "order_id", "z_order")), table("z_order", column("id"))
    )

    assert list(compared(schema(), expected).missing) == ["z_order", "a_line"]


def test_a_table_that_a_model_names_is_no_leftover() -> None:
    live = schema(table("theirs", column("a")), table("nobodys", column("a")))

    comparison = compare(live, schema(), {}, known=frozenset({"theirs"}))

    assert list(comparison.extra) == ["nobodys"]


def test_the_id_that_migrations_give_a_through_table_is_expected() -> None:
    live, expected = (schema(table("item_tags", column("id", kind))) for kind in ("bigint", "integer"))
    through = owner("item_tags")

    plain = compare(live, expected, {"item_tags": through})
    migrated = compare(live, expected, {"item_tags": replace(through, migrated_id="bigint")})

    assert len(plain.tables["item_tags"].columns.differing) == 1
    assert migrated.tables["item_tags"].columns.differing == ()
