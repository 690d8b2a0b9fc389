"""What is taken for the same words, and how the keys of an index are read from PostgreSQL's."""

import pytest

from project.schema_audit.counting.index_keys import index_keys
from project.schema_audit.same_words import plain_words
from project.schema_audit.schema import Column

COLUMNS = {
    name: Column(name=name, type=kind, base_type=kind.partition("(")[0], not_null=True)
    for name, kind in (("rating", "smallint"), ("region", "character varying(10)"), ("amount", "numeric(12,2)"))
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(rating <= '9'::smallint)", "(rating <= 9)"),
        ("((rating)::integer <= (9)::integer)", "(rating <= 9)"),
        ("(region = ANY (ARRAY['a'::text]))", "((region)::text = ANY ((ARRAY['a'::character varying])::text[]))"),
        ("(region = 'a'::text)", "((region)::text = ('a'::character varying)::text)"),
        ("CURRENT_TIMESTAMP", "now()"),
        ("0.00", "0"),
    ],
)
def test_other_words_for_the_same_are_the_same(one: str, other: str) -> None:
    assert plain_words(one, COLUMNS) == plain_words(other, COLUMNS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(rating <= 9)", "(rating <= 90)"),
        ("((amount)::integer <= 9)", "(amount <= 9)"),
        ("((rating)::text = 'a'::text)", "(rating = 'a'::text)"),
        ("'CURRENT_TIMESTAMP'::text", "'now()'::text"),
        ("1.50", "1.05"),
        ("CURRENT_TIMESTAMP(0)", "now()"),
    ],
)
def test_something_else_stays_something_else(one: str, other: str) -> None:
    assert plain_words(one, COLUMNS) != plain_words(other, COLUMNS)


@pytest.mark.parametrize(
    ("definition", "expressions", "condition"),
    [
        ("btree (lower((name)::text), age DESC NULLS LAST)", ("lower((name)::text)", "age"), ""),
        ("btree (name text_pattern_ops)", ("name",), ""),
        ('btree ("a,(" COLLATE "C" text_ops, ((x + 1)))', ('"a,(" COLLATE "C"', "((x + 1))"), ""),
        ("btree (name) INCLUDE (age) WHERE (age > 3)", ("name",), "(age > 3)"),
    ],
)
def test_the_keys_of_an_index_are_read_without_their_order(
    definition: str, expressions: tuple[str, ...], condition: str
) -> None:
    keys = index_keys(definition)

    assert (keys.expressions, keys.condition) == (expressions, condition)


def test_equal_nulls_of_an_index_are_seen() -> None:
    assert index_keys("btree (name) NULLS NOT DISTINCT").nulls_equal
    assert not index_keys("btree (name)").nulls_equal
