"""Files edited after they were applied, in a foreign project whose recorder remembers them in a file."""

import pytest

from tests.integration.migration_audit.foreign_project import MODELS, ForeignProject, migration

RECORDER = """
import json
import pathlib
from datetime import datetime
from project.recording import NoRecorder, SeenMigration

FILE = pathlib.Path(__file__).with_name("seen.json")

class Recorder(NoRecorder):
    def seen_migrations(self, *, database):
        rows = json.loads(FILE.read_text()) if FILE.exists() else []
        return [SeenMigration(**{**row, "applied_at": datetime.fromisoformat(row["applied_at"])}) for row in rows]

    def remember_migrations(self, *, database, seen):
        FILE.write_text(json.dumps([{**vars(one), "applied_at": one.applied_at.isoformat()} for one in seen]))
"""
PRICE = 'migrations.AddField("item", "price", models.IntegerField(default=0))'
STOCK = 'migrations.AddField("item", "stock", models.IntegerField(default=0))'
Found = list[tuple[str, str, str | None]]


@pytest.fixture
def remembered(migrated: ForeignProject) -> ForeignProject:
    """A second migration is applied, and both were seen."""
    (migrated.folder / "memory.py").write_text(RECORDER)
    with (migrated.folder / "settings.py").open("a") as settings:
        settings.write("AUDIT_RECORDER = 'memory.Recorder'\n")
    migrated.models(MODELS + "    price = models.IntegerField(default=0)\n")
    migrated.add("0002_price", migration(PRICE))
    migrated.migrate()
    assert migrated.found() == []
    return migrated


def _about_records(project: ForeignProject) -> Found:
    """The findings but those about models, which these tests leave as they are."""
    return [one for one in project.found() if one[1] != "model_change_without_migration"]


def test_an_edited_file_is_reported_until_it_is_as_it_was(remembered: ForeignProject) -> None:
    remembered.add("0002_price", migration(PRICE.replace("default=0", "default=7")))
    assert _about_records(remembered) == [("warning", "edited_after_apply", "shop.0002_price")]

    remembered.add("0002_price", migration(PRICE))
    assert remembered.found() == []


def test_an_edit_that_the_database_lacks_is_an_error_and_not_faked_once_more(remembered: ForeignProject) -> None:
    remembered.add("0002_price", migration(PRICE, STOCK))

    report = remembered.check()

    (finding,) = (one for one in report["findings"] if one["code"] != "model_change_without_migration")
    assert (finding["code"], finding["severity"], finding["object"]) == (
        "edited_after_apply",
        "error",
        "shop.0002_price",
    )
    assert "Add field stock to item (shop_item.stock is missing)" in finding["message"]
    assert report["exit"] == 1


def test_comments_and_layout_are_only_mentioned(remembered: ForeignProject) -> None:
    text = migration(PRICE).replace("'", '"').replace("operations = [\n", "operations = [\n\n        # why\n")
    remembered.add("0002_price", text)

    assert remembered.found() == [("info", "edited_after_apply", "shop.0002_price")]


def test_a_migration_that_was_taken_back_edited_and_applied_again_is_not_reported(remembered: ForeignProject) -> None:
    remembered.migrate("shop", "0001_initial")
    remembered.add("0002_price", migration(PRICE.replace("default=0", "default=7")))
    remembered.migrate()

    assert _about_records(remembered) == []


def test_a_pending_migration_may_be_edited(remembered: ForeignProject) -> None:
    remembered.add("0003_stock", migration(STOCK, after="0002_price"))
    remembered.check()
    remembered.add("0003_stock", migration(STOCK.replace("0", "1"), after="0002_price"))

    assert "edited_after_apply" not in {code for _severity, code, _place in remembered.found()}


def test_without_a_recorder_it_is_said_that_nobody_looked(migrated: ForeignProject) -> None:
    report = migrated.check()

    assert report["stats"]["files_compared"] is False
    assert "Edited files were not looked for" in migrated.manage("check_migrations").stdout
