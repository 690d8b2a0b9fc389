"""What the reports remember of migration files."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder

from project.migration_audit.seen_files import look_at_files
from project.recording import SeenMigration
from project.reports.recorder import ReportsRecorder
from project.reports.seen_migrations import remember, remembered

pytestmark = pytest.mark.django_db


def _own() -> list[SeenMigration]:
    return sorted(remembered() or (), key=lambda one: (one.app, one.name))


def test_migrate_remembers_the_files_of_our_own_apps_once() -> None:
    remember([])
    call_command("migrate", verbosity=0)
    first = _own()

    assert {"license", "reports", "runs"} <= {one.app for one in first}
    assert "auth" not in {one.app for one in first}

    call_command("migrate", verbosity=0)
    assert _own() == first


def test_another_file_is_edited_and_stays_so() -> None:
    look_at_files("default")
    before = next(one for one in _own() if one.app == "license")
    remember([replace(one, file_sha256="0" * 64) if one == before else one for one in _own()])

    for _ in range(2):
        seen = look_at_files("default")
        assert [(key.app, key.name) for key in seen.edited] == [(before.app, before.name)]
        assert not seen.edited[next(iter(seen.edited))].code


def test_a_migration_that_is_no_longer_recorded_is_forgotten() -> None:
    look_at_files("default")
    MigrationRecorder.Migration.objects.filter(app="license").delete()
    look_at_files("default")

    assert "license" not in {one.app for one in _own()}


def test_only_the_default_database_is_remembered() -> None:
    assert ReportsRecorder().seen_migrations(database="other") is None
