"""Every way to build the expected side gives the same picture, and the role's rights decide which is taken."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from project.schema_audit.audit import Audit, audit
from project.schema_audit.building.ladder import RUNGS
from project.schema_audit.building.wanted import wanted
from project.schema_audit.detect import detect
from project.schema_audit.matching import compare
from project.schema_audit.of_migrations.files import migration_files
from project.schema_audit.owners import managed_models, owners_by_table
from project.schema_audit.reading.assemble import assemble, assemble_expected
from project.schema_audit.reading.snapshot import read_rows
from project.schema_audit.session import open_session
from tests.integration.schema_pictures.conftest import Role

MADE_BY_RUNGS = """
    SELECT (SELECT count(*) FROM pg_class WHERE relpersistence = 't')
           + (SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'schema_audit%')
           + (SELECT count(*) FROM pg_database WHERE datname = 'schema_audit_scratch_' ||
              (SELECT oid FROM pg_database WHERE datname = current_database()))
"""
MAY_CREATE_SCHEMAS = "GRANT CREATE ON DATABASE {database} TO {role}"
MAY_CREATE_DATABASES = "ALTER ROLE {role} CREATEDB"
MAY_CONNECT_ONLY = "GRANT CONNECT ON DATABASE {database} TO {role}"
MAY_MAKE_TEMPORARY = "GRANT TEMP ON DATABASE {database} TO {role}"


@pytest.mark.parametrize("rung", RUNGS)
def test_what_a_rung_builds_is_what_migrate_made(inspected: str, rung: str) -> None:
    with open_session(inspected) as session:
        models = managed_models(inspected)
        side = wanted(session, models, migration_files(), None)
        built = RUNGS[rung](session, side.ddl, side.own)
        live = assemble(read_rows(session.cursor, session.path))
        owners = owners_by_table(models, session.path[0], session.connection)
    comparison = compare(live, assemble_expected(built.rows, side.scratch_names).schema, owners)

    assert built.failures == ()
    assert len(comparison.tables) == len(owners) > 40
    assert [finding.code for finding in detect(comparison) if finding.severity == "error"] == []


@pytest.mark.parametrize("rung", RUNGS)
def test_nothing_of_what_a_rung_builds_stays(inspected: str, onlooker: Any, rung: str) -> None:
    with open_session(inspected) as session:
        side = wanted(session, managed_models(inspected), migration_files(), None)
        RUNGS[rung](session, side.ddl, side.own)

    onlooker.execute(MADE_BY_RUNGS)
    assert onlooker.fetchone() == (0,)


@pytest.mark.parametrize(
    ("rights", "way"),
    [
        ((MAY_MAKE_TEMPORARY,), "built"),
        ((MAY_CREATE_SCHEMAS,), "built in a scratch schema"),
        ((MAY_CREATE_DATABASES,), "built in a scratch database"),
    ],
)
def test_the_first_way_that_the_role_may_go_is_taken(
    inspected: str, role: Role, rights: tuple[str, ...], way: str
) -> None:
    role.may(MAY_CONNECT_ONLY, *rights)

    audited = audit(inspected)

    assert audited.stats["expected_from"] == way
    assert _errors(audited) == []


def test_without_any_right_every_reason_is_told(inspected: str, role: Role) -> None:
    role.may(MAY_CONNECT_ONLY)

    audited = audit(inspected)

    assert _errors(audited) == ["expected_unavailable"]
    told = audited.findings[0].message
    for reason in ("no TEMPORARY privilege", "create a schema", "create a database", "SCHEMA_AUDIT_EXPECTED_FILE"):
        assert reason in told


def test_the_file_of_a_release_step_serves_a_role_without_rights(
    inspected: str, role: Role, settings: Any, tmp_path: Path
) -> None:
    file = tmp_path / "expected.json.gz"
    call_command("build_expected_schema", out=file)
    settings.SCHEMA_AUDIT_EXPECTED_FILE = str(file)
    role.may(MAY_CONNECT_ONLY)

    audited = audit(inspected)

    assert audited.stats["expected_from"] == "file"
    assert _errors(audited) == []


@pytest.mark.parametrize("content", [b"not what it should be", gzip.compress(b"{}")[:10] + b"\xff" * 64])
def test_a_file_that_cannot_be_read_is_not_taken(
    inspected: str, role: Role, settings: Any, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "expected.json.gz"
    settings.SCHEMA_AUDIT_EXPECTED_FILE = str(file)
    role.may(MAY_CONNECT_ONLY)
    file.write_bytes(content)

    audited = audit(inspected)

    assert _errors(audited) == ["expected_unavailable"]
    assert "SCHEMA_AUDIT_EXPECTED_FILE can't be read" in audited.findings[0].message


def test_a_file_that_cannot_be_written_is_one_sentence(inspected: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"can't be written: No such file or directory\.$") as refused:
        call_command("build_expected_schema", out=tmp_path / "missing" / "file", database=inspected)
    assert refused.value.returncode == 2


def _errors(audited: Audit) -> list[str]:
    return [finding.code for finding in audited.findings if finding.severity == "error"]
