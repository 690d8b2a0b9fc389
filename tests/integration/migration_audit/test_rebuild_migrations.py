"""rebuild_migrations: the backup and the dry run, as real processes."""

import hashlib
import json
import resource
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.integration.migration_audit.foreign_project import MODELS, ForeignProject, migration

SEEDS = """
def seeds(apps, schema_editor):
    apps.get_model("shop", "Item").objects.create(name="first")
"""
PRICED = MODELS + "    price = models.IntegerField(default=0)\n"


def _backup(project: ForeignProject, *arguments: str) -> tuple[Path, dict[str, Any]]:
    done = project.manage("rebuild_migrations", "--backup", "--format=json", *arguments)
    assert done.returncode == 0, done.stderr
    folder = Path(json.loads(done.stdout)["stats"]["backup"])
    return folder, json.loads((folder / "manifest.json").read_text())


def _dry_run(project: ForeignProject) -> dict[str, Any]:
    done = project.manage("rebuild_migrations", "--dry-run", "--format=json")
    assert "Traceback" not in done.stderr
    return {**json.loads(done.stdout), "exit": done.returncode}


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_holds_every_file_with_its_hash_the_rows_and_the_schema(migrated: ForeignProject) -> None:
    (migrated.migrations / "sql").mkdir()
    (migrated.migrations / "sql" / "view.sql").write_bytes(b"select 1 -- \xff")

    folder, manifest = _backup(migrated)

    assert folder.parent == migrated.folder / "backups" / "migrations"
    assert _tree(folder / "files" / "shop") == _tree(migrated.migrations)
    for saved in manifest["files"]:
        content = (folder / "files" / saved["app"] / saved["path"]).read_bytes()
        assert saved["sha256"] == hashlib.sha256(content).hexdigest()
    assert manifest["folders"] == {"shop": str(migrated.migrations)}
    (row,) = manifest["databases"]["default"]["rows"]
    assert (row["app"], row["name"]) == ("shop", "0001_initial")
    assert "shop_item" in (folder / "schema" / "default.json").read_text()


def test_two_backups_lie_beside_each_other(migrated: ForeignProject) -> None:
    first, _manifest = _backup(migrated)
    second, _manifest = _backup(migrated)

    assert first != second
    assert sorted(path.name for path in first.parent.iterdir()) == sorted([first.name, second.name])


def test_a_backup_says_where_it_lies(migrated: ForeignProject) -> None:
    done = migrated.manage("rebuild_migrations", "--backup", "--output", "kept here")

    (folder,) = (migrated.folder / "kept here").iterdir()
    assert done.stdout.splitlines() == [
        "Saved 2 files and 1 row of shop.",
        f"The backup lies in kept here/{folder.name}",
    ]


def test_a_backup_of_a_database_without_records_says_so_in_its_manifest(project: ForeignProject) -> None:
    _folder, manifest = _backup(project)

    assert manifest["databases"]["default"]["rows"] is None


def test_a_place_that_cannot_be_written_is_one_sentence(migrated: ForeignProject) -> None:
    (migrated.folder / "a file").touch()

    done = migrated.manage("rebuild_migrations", "--backup", "--output", "a file/below")

    assert (done.returncode, done.stdout) == (2, "")
    assert "No backup was written" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_disk_that_fills_up_leaves_nothing_behind(migrated: ForeignProject, monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.run

    def limited(*arguments: Any, **options: Any) -> Any:
        """The process may write no file beyond 1 kB, which the kernel refuses as it refuses a full disk."""
        return started(
            *arguments, **options, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
        )

    monkeypatch.setattr(subprocess, "run", limited)
    done = migrated.manage("rebuild_migrations", "--backup", "--output", "full")

    assert (done.returncode, done.stdout) == (2, "")
    assert "its disk is full" in done.stderr
    assert list((migrated.folder / "full").iterdir()) == []


def test_a_dry_run_names_what_would_be_replaced_and_what_is_carried_over(migrated: ForeignProject) -> None:
    migrated.models(PRICED)
    migrated.add(
        "0002_price",
        migration(
            'migrations.AddField("item", "price", models.IntegerField(default=0))',
            'migrations.RunSQL("create view cheap as select 1")',
            "migrations.RunPython(migrations.RunPython.noop, elidable=True)",
            "migrations.RunPython(seeds)",
            before=SEEDS,
        ),
    )
    migrated.migrate()
    before = _tree(migrated.folder)

    looked = _dry_run(migrated)

    assert looked["exit"] == 1
    assert looked["findings"] == []
    assert [Path(file).name for file in looked["stats"]["files"]] == ["0001_initial.py", "0002_price.py"]
    assert looked["stats"]["rows"] == {"default": ["shop.0001_initial", "shop.0002_price"]}
    kinds = [(one["operation"], one["kind"]) for one in looked["stats"]["operations"]]
    assert kinds == [
        ("CreateModel", "schema"),
        ("AddField", "schema"),
        ("RunSQL", "DDL"),
        ("RunPython", "elidable"),
        ("RunPython", "seed"),
    ]
    for one in looked["stats"]["operations"]:
        assert f"{one['operation']}(" in Path(one["file"]).read_text().splitlines()[one["line"] - 1]
    assert _tree(migrated.folder) == before


def test_a_dry_run_with_a_backup_writes_nothing(migrated: ForeignProject) -> None:
    before = _tree(migrated.folder)

    done = migrated.manage("rebuild_migrations", "--full", "--backup", "--dry-run")

    assert done.returncode == 1
    assert "Nothing stands in the way. Nothing was written." in done.stdout
    assert _tree(migrated.folder) == before


def test_an_operation_nobody_can_classify_blocks_with_file_and_line(migrated: ForeignProject) -> None:
    migrated.add("0002_odd", migration("migrations.RunPython(print)"))
    migrated.migrate()

    (finding,) = _dry_run(migrated)["findings"]

    assert finding["code"] == "unclassified_operation"
    assert f"{migrated.migrations / '0002_odd.py'}:7" in finding["message"]


@pytest.mark.parametrize("breaks", ["pending", "ghost", "conflict", "broken"])
def test_what_is_not_in_order_blocks_a_rebuild(migrated: ForeignProject, breaks: str) -> None:
    code = {
        "pending": "unapplied",
        "ghost": "recorded_but_missing",
        "conflict": "conflicting_leaves",
        "broken": "unreadable_migration",
    }
    if breaks == "ghost":
        migrated.sql("insert into django_migrations (app, name, applied) values ('shop', '0002_gone', now())")
    else:
        migrated.add("0002_a", "1 / 0" if breaks == "broken" else migration())
    if breaks == "conflict":
        migrated.add("0002_b", migration())

    looked = _dry_run(migrated)

    assert looked["exit"] == 1
    assert code[breaks] in [finding["code"] for finding in looked["findings"]]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say what to do"),
        (["--restore", "backups/migrations/x"], "is no backup of migrations"),
        (["--restore", "x", "--dry-run"], "give one of them"),
        (["--restore", "x", "--full"], "give one of them"),
        (["--full", "--database", "defalut"], "Did you mean default?"),
        (["--backup", "--apps", "auth"], "auth is an installed package"),
        (["--backup", "--apps", "shop,auth"], "auth is an installed package"),
        (["--backup", "--apps", "migration_audit"], "migration_audit has no migrations here"),
        (["--backup", "--apps", "shpo"], "Did you mean shop?"),
        (["--backup", "--apps", ","], "--apps names no app"),
    ],
)
def test_what_it_does_not_do_is_one_sentence_and_changes_nothing(
    migrated: ForeignProject, arguments: list[str], sentence: str
) -> None:
    before = _tree(migrated.folder)

    done = migrated.manage("rebuild_migrations", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert _tree(migrated.folder) == before
