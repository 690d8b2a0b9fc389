"""Tables and columns with one another's names, and what only looks like it."""

from project.schema_audit.exchanged import exchanged_columns, exchanged_tables
from project.schema_audit.schema import Schema
from tests.unit.schema_audit.pictures import column, foreign_key, index, schema, table, unique

ITEM = table("item", column("id"), column("name", "text"), unique("item_key", "id"))
PART = table("part", column("id"), column("size"), unique("part_key", "id"))
MADE = table("made", column("id"), unique("made_key", "id"))
EXPECTED = schema(ITEM, PART, MADE)


def _live(expected: Schema = EXPECTED, **held: str) -> Schema:
    """A picture of its own, in which each name has what is expected of the one given for it."""
    wanted = {name: expected.tables[held.get(name, name)] for name in expected.tables}
    return schema(*(table(name, *one.columns.values(), *one.constraints) for name, one in wanted.items()))


def _circles(live: Schema, expected: Schema = EXPECTED) -> list[tuple[dict[str, str], bool]]:
    return [(dict(one.right), one.proven) for one in exchanged_tables(live, expected.tables)]


def test_two_tables_with_one_anothers_names_are_told() -> None:
    assert _circles(_live(item="part", part="item")) == [({"item": "part", "part": "item"}, True)]


def test_tables_under_their_own_names_are_not_told() -> None:
    assert _circles(_live()) == []


def test_three_tables_that_were_rotated_are_one_circle() -> None:
    expected = schema(ITEM, PART, table("made", column("id"), column("by"), unique("made_key", "id")))
    right = {"part": "item", "made": "part", "item": "made"}

    assert _circles(_live(expected, **right), expected) == [(right, True)]


def test_a_table_that_took_the_name_of_one_that_is_gone_is_told() -> None:
    live = schema(table("item", *PART.columns.values(), *PART.constraints), MADE)

    assert _circles(live) == [({"item": "part"}, True)]


def test_a_new_table_of_its_name_with_its_own_keys_is_not_told() -> None:
    live = schema(table("item", *PART.columns.values(), *ITEM.constraints), MADE)

    assert _circles(live) == []


def test_tables_that_migrations_renamed_keep_the_names_of_their_keys_and_are_not_proven() -> None:
    expected = schema(
        table("old", column("id"), unique("old_key", "id")), table("new", column("id"), unique("new_key", "id"))
    )
    live = schema(
        table("old", column("id"), unique("new_key", "id")), table("new", column("id"), unique("old_key", "id"))
    )

    assert _circles(live, expected) == [({"old": "new", "new": "old"}, False)]


def _with_a_key_to(target: str, *, names: tuple[str, str]) -> Schema:
    old, new = names
    return schema(
        table("old", column("id"), unique(old, "id")),
        table("new", column("id"), unique(new, "id")),
        table("child", column("old_id"), foreign_key("child_old", "old_id", target)),
    )


def test_foreign_keys_that_went_along_prove_it() -> None:
    expected = _with_a_key_to("old", names=("old_key", "new_key"))

    assert _circles(_with_a_key_to("new", names=("new_key", "old_key")), expected)[0][1]


def test_foreign_keys_to_the_right_names_speak_against_it() -> None:
    expected = _with_a_key_to("old", names=("old_key", "new_key"))

    assert _circles(_with_a_key_to("old", names=("new_key", "old_key")), expected) == []


WANTED = table("item", column("id"), column("name", "text"), column("size"), index("item_name", "btree (name)", "name"))


def test_columns_whose_index_went_along_are_told() -> None:
    live = table(
        "item", column("id"), column("size", "text"), column("name"), index("item_name", "btree (size)", "size")
    )

    assert [dict(one.right) for one in exchanged_columns(live, WANTED)] == [{"name": "size", "size": "name"}]


def test_types_that_mirror_each_other_under_an_index_that_stayed_are_not_told() -> None:
    live = table(
        "item", column("id"), column("size", "text"), column("name"), index("item_name", "btree (name)", "name")
    )

    assert exchanged_columns(live, WANTED) == ()


def test_types_that_mirror_each_other_in_the_usual_order_are_not_told() -> None:
    live = table("item", column("id"), column("name"), column("size", "text"))

    assert exchanged_columns(live, WANTED) == ()


def test_types_that_mirror_each_other_in_an_order_of_their_own_are_not_told() -> None:
    live = table("item", column("name"), column("size", "text"), column("id"))

    assert exchanged_columns(live, WANTED) == ()


def test_columns_of_one_type_in_another_order_are_not_told() -> None:
    expected = table("item", column("id"), column("high"), column("wide"))

    assert exchanged_columns(table("item", column("id"), column("wide"), column("high")), expected) == ()
