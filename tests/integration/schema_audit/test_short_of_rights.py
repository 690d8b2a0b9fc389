"""A check that could not look is never a clean report: roles without rights, locks, limits, broken catalogs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.schema_audit.depot import Depot

DRIFT = "ALTER TABLE depot_place ALTER name TYPE varchar(40)"
DATABASE = "DO $$ BEGIN EXECUTE format('{}', current_database()); END $$"


@pytest.fixture
def clerk(depot: Depot) -> Iterator[str]:
    """A role that may work with the tables of the default schema, and nothing beyond."""
    role = f"clerk_{depot.value('SELECT pg_backend_pid()')}"
    depot.run(f"CREATE ROLE {role} LOGIN PASSWORD '{depot.password}';\nGRANT USAGE ON SCHEMA public, archive TO {role}")
    depot.run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, archive TO {role}")
    depot.run(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, archive TO {role}")
    yield role
    depot.run(f"DROP OWNED BY {role};\nDROP ROLE {role}")


# What is taken from the role, the exit status, and what is found beside the drift; None: nothing could be looked at.
ATTACKS = {
    "no TEMP": (DATABASE.format("REVOKE TEMP ON DATABASE %I FROM PUBLIC"), 1, ["expected_unavailable"]),
    "read-only transactions": ("ALTER ROLE {role} SET default_transaction_read_only = on", 1, ["expected_unavailable"]),
    "another schema is closed": (
        "REVOKE USAGE ON SCHEMA archive FROM {role}",
        1,
        ["column_length depot_place", "table_privileges archive.document"],
    ),
    "the default schema is closed": ("REVOKE ALL ON SCHEMA public FROM PUBLIC, {role}", 2, None),
    "no search path": ("ALTER ROLE {role} SET search_path = ''", 2, None),
    "too short a time": ("ALTER ROLE {role} SET statement_timeout = '1ms'", 2, None),
    "too short a wait for locks": ("ALTER ROLE {role} SET lock_timeout = '1ms'", 1, ["column_length depot_place"]),
    "no look at the migrations": (
        "REVOKE ALL ON django_migrations FROM {role}",
        1,
        ["column_length depot_place", "table_privileges django_migrations"],
    ),
    "a closed function": ("REVOKE EXECUTE ON FUNCTION pg_get_constraintdef(oid) FROM PUBLIC", 2, None),
    "a closed catalog": ("REVOKE SELECT ON pg_catalog.pg_index FROM PUBLIC", 2, None),
}


@pytest.mark.parametrize("title", ATTACKS)
def test_what_could_not_be_looked_at_is_no_clean_report(depot: Depot, clerk: str, title: str, tmp_path: Path) -> None:
    statement, status, found = ATTACKS[title]
    depot.run(DRIFT)
    depot.run(statement.replace("{role}", clerk))

    done = depot.command("check_db_structure", "--format=json", user=clerk, SCHEMA_AUDIT_CACHE=str(tmp_path))

    assert "Traceback" not in done.stderr
    assert done.returncode == status
    assert _places(done.stdout) == found
    assert len(done.stderr.splitlines()) == (1 if found is None else 0)


def _places(report: str) -> list[str] | None:
    """Code and table of each finding; None without a report."""
    if not report.strip():
        return None
    findings: list[dict[str, Any]] = json.loads(report)["findings"]
    return sorted(f"{one['code']} {one['table'] or ''}".strip() for one in findings)


def test_a_closed_schema_is_opened_by_the_fix(depot: Depot, clerk: str) -> None:
    depot.run(f"REVOKE USAGE ON SCHEMA archive FROM {clerk}")

    found = [one for one in depot.audit(USER=clerk) if one.code == "table_privileges"]

    assert [one.place for one in found] == ["archive.document"]
    for statement in found[0].fix_sql:
        depot.execute(statement)
    assert depot.audit(USER=clerk) == []


def test_migrations_that_cannot_be_read_leave_the_plans(depot: Depot, clerk: str) -> None:
    depot.run(DRIFT)
    depot.run(f"REVOKE ALL ON django_migrations FROM {clerk}")

    found = next(one for one in depot.audit(USER=clerk) if one.code == "column_length")

    assert found.detail.startswith("The migrations could not be read")
    assert found.fix_sql == ('ALTER TABLE "depot_place" ALTER COLUMN "name" TYPE character varying(50)',)
