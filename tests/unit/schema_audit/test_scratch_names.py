"""The schema of temporary tables leaves no trace in a picture, and nothing else is taken for it."""

import pytest

from project.schema_audit.reading.scratch_names import without_scratch_schema


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("nextval('pg_temp_3.item_id_seq'::regclass)", "nextval('item_id_seq'::regclass)"),
        ("EXECUTE FUNCTION pg_temp.touch()", "EXECUTE FUNCTION touch()"),
        ('REFERENCES pg_temp_12."Odd name"(id)', 'REFERENCES "Odd name"(id)'),
        ("(mood = 'good'::pg_temp_1.mood)", "(mood = 'good'::mood)"),
    ],
)
def test_the_scratch_schema_is_taken_off(printed: str, bare: str) -> None:
    assert without_scratch_schema(printed) == bare


@pytest.mark.parametrize("text", ["my_pg_temp.item", "pg_temporary.item", "public.item", "pg_temp"])
def test_other_names_are_left_alone(text: str) -> None:
    assert without_scratch_schema(text) == text
