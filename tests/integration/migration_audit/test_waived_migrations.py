"""Waivers of migration findings, from the settings."""

from typing import Any

from tests.integration.migration_audit.foreign_project import ForeignProject, migration

LATER = migration('migrations.AddField("Item", "price", models.IntegerField(null=True))')
MODELS = """
from django.db import models

class Item(models.Model):
    name = models.CharField(max_length=10)
    price = models.IntegerField(null=True)
"""


def _with_waiver(project: ForeignProject, **changes: Any) -> None:
    """A migration that waits, and a waiver of the finding about it."""
    project.add("0002_price", LATER)
    project.models(MODELS)
    [finding] = project.check()["findings"]
    bound = {key: finding[key] for key in ("code", "table", "column", "object", "expected", "actual")}
    words = {"reason": "waits for the holiday", "owner": "shop", "until": "2999-12-31"}
    settings = project.folder / "settings.py"
    settings.write_text(f"{settings.read_text()}\nMIGRATION_AUDIT_WAIVERS = [{ ({**bound, **words, **changes})!r}]\n")


def test_a_waived_migration_fails_nothing(migrated: ForeignProject) -> None:
    _with_waiver(migrated)

    report = migrated.check()

    assert (report["exit"], [one["waived"] for one in report["findings"]]) == (0, [True])
    assert "1 waived" in migrated.manage("check_migrations").stdout
    assert "waived by: shop" in migrated.manage("check_migrations", "--show-waived").stdout


def test_another_migration_is_not_covered(migrated: ForeignProject) -> None:
    _with_waiver(migrated, object="shop.0003_later")

    report = migrated.check()

    assert report["exit"] == 1
    assert [one["code"] for one in report["findings"]] == ["unapplied", "stale_waiver"]


def test_nothing_is_stale_in_a_look_at_one_app(migrated: ForeignProject) -> None:
    _with_waiver(migrated, object="shop.0003_later")

    assert [one["code"] for one in migrated.check("--app", "shop")["findings"]] == ["unapplied"]


def test_a_code_of_another_audit_is_refused(migrated: ForeignProject) -> None:
    _with_waiver(migrated, code="column_null")

    done = migrated.manage("check_migrations")

    assert done.returncode == 2
    assert "MIGRATION_AUDIT_WAIVERS[0] names no code of a finding: 'column_null'" in done.stderr
