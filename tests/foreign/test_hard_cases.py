"""Single changes of the hard cases that no random draw makes: what is found, and what is left after the fix."""

import pytest

from tests.foreign.conftest import Filled, param
from tests.foreign.drift.change import Change, Place
from tests.foreign.drift.trial import trial

LONG = "hard_cases_a_table_whose_name_is_much_longer_than_postgres_take"

CUT = "hard_cases_a_table_whose_n_a_foreign_key_whose_name_i_5859ea33"


def _change(*statements: str, found: list[Place], left: list[Place] | None = None, by_hand: str = "") -> Change:
    touched = frozenset(table for _, table, _ in found if table)
    return Change(
        statements=statements,
        found=frozenset(found),
        left=frozenset(left or ()),
        by_hand=frozenset([by_hand]),
        touched=touched,
        lost=frozenset({"place", "hard_cases_node", "hard_elsewhere.hard_cases_node", "hard_elsewhere.place"}),
    )


CASES = {
    "an index of a table whose name is cut": _change(
        f'DROP INDEX "{CUT}"',
        found=[("missing_index", LONG, CUT)],
    ),
    "a unique index of expressions in a falling order": _change(
        "DROP INDEX hard_unique_expression",
        found=[("missing_index", "hard_cases_ruled", "hard_unique_expression")],
    ),
    "a unique index of another operator class": _change(
        "DROP INDEX hard_unique_opclass",
        found=[("missing_index", "hard_cases_ruled", "hard_unique_opclass")],
    ),
    "a leftover table whose name is a word of some migration": _change(
        "CREATE TABLE hard_cases (id integer)",
        found=[("extra_table", "hard_cases", None)],
        left=[("extra_table", "hard_cases", None)],
        by_hand="extra_table",
    ),
    "a default at a column that some migration names": _change(
        'ALTER TABLE "Quoted Table-Name" ALTER "SELECT" SET DEFAULT 7',
        found=[("column_default", "Quoted Table-Name", "SELECT")],
    ),
    "a table of another schema that was moved to public": _change(
        "ALTER TABLE hard_elsewhere.place SET SCHEMA public",
        found=[("table_in_other_schema", "hard_elsewhere.place", None)],
    ),
    "a schema that is gone": _change(
        "DROP SCHEMA hard_elsewhere CASCADE",
        found=[
            ("missing_table", "hard_elsewhere.place", None),
            ("missing_table", "hard_elsewhere.hard_cases_node", None),
        ],
    ),
    "an enum with another label": _change(
        "ALTER TYPE hard_mood RENAME VALUE 'happy' TO 'glad'",
        found=[("enum_differs", None, "hard_mood")],
        left=[("enum_differs", None, "hard_mood")],
        by_hand="enum_differs",
    ),
    "a domain without its check": _change(
        "ALTER DOMAIN hard_postcode DROP CONSTRAINT hard_postcode_check",
        found=[("domain_differs", None, "hard_postcode")],
    ),
    "a key of several columns in another order": _change(
        "ALTER TABLE hard_cases_composite DROP CONSTRAINT hard_cases_composite_pkey",
        "ALTER TABLE hard_cases_composite ADD PRIMARY KEY (number, place_id)",
        found=[("primary_key_differs", "hard_cases_composite", "hard_cases_composite_pkey")],
    ),
    "columns whose default is the database's": _change(
        "ALTER TABLE hard_cases_unusual DROP COLUMN default_json, DROP COLUMN default_moment",
        found=[
            ("missing_column", "hard_cases_unusual", "default_json"),
            ("missing_column", "hard_cases_unusual", "default_moment"),
        ],
    ),
    "a table of migrations with another column, which leaves the rest readable": _change(
        "ALTER TABLE django_migrations RENAME COLUMN name TO called",
        "ALTER TABLE auth_permission ALTER COLUMN name TYPE varchar(254)",
        found=[
            ("missing_column", "django_migrations", "name"),
            ("orphaned_column", "django_migrations", "called"),
            ("column_length", "auth_permission", "name"),
        ],
        by_hand="orphaned_column",
    ),
}


@pytest.mark.parametrize("site", [param("hard", "server", "hard")], indirect=True, scope="session")
@pytest.mark.parametrize("title", CASES)
def test_a_hard_case_is_found_at_its_root_and_mended(filled: Filled, title: str) -> None:
    assert trial(filled.site, [(title, CASES[title])]) == []
