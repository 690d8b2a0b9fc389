"""What the connected role may not do, which migration is named, and what a statement for a person says."""

from collections.abc import Iterator

import pytest

from tests.integration.schema_audit.depot import Depot, Found, told


@pytest.fixture
def clerk(depot: Depot) -> Iterator[str]:
    """A role that may do everything with the tables, and owns none of them."""
    role = f"clerk_{depot.value('SELECT pg_backend_pid()')}"
    depot.run(f"CREATE ROLE {role} LOGIN PASSWORD '{depot.password}';\nGRANT USAGE ON SCHEMA public, archive TO {role}")
    for schema in ("public", "archive"):
        depot.run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}")
        depot.run(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}")
    yield role
    depot.run(f"DROP OWNED BY {role};\nDROP ROLE {role}")


def _audit_as(depot: Depot, role: str) -> list[Found]:
    return [Found.read(finding) for finding in depot.report(USER=role)["findings"]]


def test_a_role_with_all_rights_misses_nothing(depot: Depot, clerk: str) -> None:
    assert told(_audit_as(depot, clerk)) == []


def test_what_the_role_may_not_do_is_reported_and_granted(depot: Depot, clerk: str) -> None:
    depot.run(f"REVOKE UPDATE, DELETE ON depot_booking FROM {clerk}")
    depot.run("ALTER TABLE depot_tag ALTER id DROP IDENTITY;\nCREATE SEQUENCE tags START 9 OWNED BY depot_tag.id")
    depot.run(f"ALTER TABLE depot_tag ALTER id SET DEFAULT nextval('tags');\nREVOKE ALL ON SEQUENCE tags FROM {clerk}")

    found = [one for one in _audit_as(depot, clerk) if one.code != "column_identity"]

    assert told(found) == ["error table_privileges - depot_booking", "error table_privileges - depot_tag"]
    for finding in found:
        for statement in finding.fix_sql:
            depot.execute(statement)
    assert [one.code for one in _audit_as(depot, clerk)] == ["column_identity"]


def test_an_identity_numbers_rows_for_whoever_may_insert_them(depot: Depot, clerk: str) -> None:
    depot.run(f"REVOKE ALL ON SEQUENCE depot_tag_id_seq FROM {clerk}")
    depot.run(f"SET ROLE {clerk};\nINSERT INTO depot_tag (label) VALUES ('inserted');\nRESET ROLE")

    assert told(_audit_as(depot, clerk)) == []


def test_a_role_that_may_only_read_is_one_finding(depot: Depot, clerk: str) -> None:
    depot.run(f"REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, archive FROM {clerk}")

    found = _audit_as(depot, clerk)

    assert told(found) == ["error table_privileges - "]
    for statement in found[0].fix_sql:
        depot.execute(statement)
    assert told(_audit_as(depot, clerk)) == []


def test_row_security_that_binds_the_role_is_an_error(depot: Depot, clerk: str) -> None:
    depot.run("ALTER TABLE depot_customer ENABLE ROW LEVEL SECURITY")

    assert told(_audit_as(depot, clerk)) == ["error row_security drift depot_customer"]


def test_a_drift_names_the_migration_that_should_have_made_it(depot: Depot) -> None:
    depot.run("DROP INDEX customer_nickname")

    assert [one.detail for one in depot.audit()] == [
        "depot.0004_customer_nickname should have made it; it was faked or undone by hand."
    ]


def test_an_unapplied_migration_is_named_and_nothing_else_is_offered(depot: Depot) -> None:
    depot.run(
        "ALTER TABLE depot_customer DROP nickname;\nDELETE FROM django_migrations WHERE name LIKE '0004_customer%'"
    )

    found = depot.audit()

    assert [one.detail for one in found] == ["Not applied: depot.0004_customer_nickname."]
    assert [(one.fix_sql, one.note) for one in found] == [
        ((), "Run `manage.py migrate depot 0004_customer_nickname --database default`.")
    ]


def test_rows_in_the_way_stop_the_fix_with_their_number_and_the_query_that_lists_them(depot: Depot) -> None:
    depot.run("ALTER TABLE depot_tag DROP CONSTRAINT depot_tag_label_key;\nUPDATE depot_tag SET label = 'same'")

    missing = next(one for one in depot.audit() if one.code == "missing_unique")

    assert missing.fix_sql == ()
    assert missing.note == "1 key is in the way: mend it first."
    assert depot.value(missing.manual_sql[0]) == 5


def test_an_extra_column_is_never_dropped_by_its_fix(depot: Depot) -> None:
    depot.run("ALTER TABLE depot_place ADD COLUMN old text;\nUPDATE depot_place SET old = 'kept'")

    found = depot.audit()

    assert found[0].fix_sql == ()
    assert any("DROP COLUMN" in statement for statement in found[0].manual_sql)


def test_what_another_apps_migrations_make_is_none_of_an_apps_own(depot: Depot) -> None:
    depot.run(
        "DROP VIEW oldest_pointer;\nALTER TYPE mood RENAME VALUE 'bad' TO 'poor';\nDROP EXTENSION btree_gist CASCADE"
    )
    owner = depot.value("SELECT current_user")

    others, own = (depot.command("check_db_structure", "--app", app, user=owner) for app in ("auth", "depot"))

    assert (others.returncode, own.returncode) == (0, 1)
    assert all(name in own.stdout for name in ("oldest_pointer", "mood", "btree_gist"))
