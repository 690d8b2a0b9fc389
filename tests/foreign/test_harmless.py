"""What is nobody's trouble alarms nobody."""

from contextlib import suppress

import psycopg2
import pytest

from tests.foreign.conftest import Filled
from tests.foreign.drift.harmless import of_table, whole_database


@pytest.mark.parametrize("start", [0, 5])
def test_a_harmless_difference_is_at_most_mentioned(filled: Filled, start: int) -> None:
    site = filled.site
    bystander, _ = site.server.role("bystander")
    database = site.copy()
    site.server.run(database, *whole_database(bystander))
    for number, table in enumerate(filled.catalog.tables.values()):
        # A partitioned table refuses some of it.
        with suppress(psycopg2.errors.WrongObjectType):
            site.server.run(database, *of_table(filled.catalog, table, start + number * 7))

    findings = site.findings(database)

    assert [finding for finding in findings if finding["severity"] != "info"] == []
    # Beside names that PostgreSQL or Django made up, nothing is even mentioned.
    assert {finding["code"] for finding in findings} <= {"constraint_name", "index_name"}
