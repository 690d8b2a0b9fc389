"""What PostgreSQL does when it knows nothing of the tables, as during a first load."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from project.ge_sync.query_plans import look_up_by_key, read_whole_tables
from project.ge_sync.statements import statement

pytestmark = pytest.mark.django_db
ABOUT_ALL: dict[str, dict[str, Any]] = {
    "freshness": {"hours": 26, "today": date(2026, 1, 1)},
    "our_totals": {},
    "negative_balances": {},
}


def test_some_licences_are_looked_up_by_key() -> None:
    before = _plan("speakers_of_bills", {"bills": [1]})

    look_up_by_key()

    assert "Seq Scan" in before
    assert "Seq Scan" not in _plan("speakers_of_bills", {"bills": [1]})


@pytest.mark.parametrize("name", ABOUT_ALL)
def test_no_table_is_searched_for_each_row_of_another(name: str) -> None:
    read_whole_tables()

    assert "Nested Loop" not in _plan(name, ABOUT_ALL[name])


def _plan(name: str, parameters: dict[str, Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement(name)}", parameters)
        return "\n".join(line for (line,) in cursor.fetchall())
