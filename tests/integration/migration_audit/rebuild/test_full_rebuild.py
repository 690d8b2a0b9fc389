"""`rebuild_migrations --full` on a real database: what is exchanged, what refuses, and what is put back."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from tests.integration.migration_audit.foreign_project import MODELS, ForeignProject, migration

PRICED = MODELS + "    price = models.IntegerField(default=0)\n"
ADD_PRICE = 'migrations.AddField("item", "price", models.IntegerField(default=0))'
STRUCTURE = """
select c.relname::text, c.relkind::text, a.attname::text, format_type(a.atttypid, a.atttypmod)
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
where c.relnamespace = 'public'::regnamespace order by 1, 2, 3
"""
NAMES = "select conname::text from pg_constraint where connamespace = 'public'::regnamespace order by 1"
ROWS = "select id, app, name, applied::text from django_migrations order by id"
SEEDS = """
def seeds(apps, schema_editor):
    apps.get_model("shop", "Item").objects.create(name="first")
"""


def _files(project: ForeignProject) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in project.migrations.iterdir() if path.is_file()}


def _state(project: ForeignProject) -> Any:
    return _files(project), project.sql(ROWS), project.sql(STRUCTURE), project.sql(NAMES)


def _full(project: ForeignProject, *arguments: str) -> dict[str, Any]:
    done = project.manage("rebuild_migrations", "--yes", "--format=json", *(arguments or ["--full"]))
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stdout, done.stderr
    return {**json.loads(done.stdout), "exit": done.returncode, "said": done.stderr}


def _codes(report: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in report["findings"]]


@pytest.fixture
def long(migrated: ForeignProject) -> ForeignProject:
    """Three migrations: a column, a seed row, a trigger's function."""
    migrated.models(PRICED)
    migrated.add("0002_price", migration(ADD_PRICE, "migrations.RunPython(seeds)", before=SEEDS))
    function = "create function one() returns int language sql as 'select 1'"
    migrated.add("0003_one", migration(f'migrations.RunSQL("{function}", "drop function one()")', after="0002_price"))
    migrated.migrate()
    return migrated


def test_files_and_records_change_and_nothing_else(long: ForeignProject) -> None:
    _files_before, rows, structure, names = _state(long)

    report = _full(long)

    assert (report["exit"], report["status"]) == (0, "clean")
    (new,) = [name for name in _files(long) if name.startswith("0")]
    assert "_rebuilt_" in new
    assert long.sql(ROWS)[: len(rows)] == rows
    assert [row[2] for row in long.sql(ROWS)[len(rows) :]] == [new.removesuffix(".py")]
    assert (long.sql(STRUCTURE), long.sql(NAMES)) == (structure, names)
    assert long.sql("select name from shop_item") == [("first",)]
    assert long.manage("makemigrations", "--check", "--dry-run").returncode == 0
    assert long.manage("migrate", "--check").returncode == 0
    assert long.found() == []


def test_the_restore_puts_back_every_byte_and_row(long: ForeignProject) -> None:
    before = _state(long)
    backup = _full(long)["stats"]["backup"]

    done = long.manage("rebuild_migrations", "--restore", backup)

    assert done.returncode == 0, done.stderr
    assert _state(long) == before
    assert long.manage("migrate", "--check").returncode == 0


def test_the_proof_lies_beside_the_backup(long: ForeignProject) -> None:
    report = _full(long)

    (proof,) = json.loads((Path(report["stats"]["backup"]) / "certificate.json").read_text())
    assert proof["equal"] is True
    assert proof["counts"]["table"] > 5
    assert report["stats"]["proofs"]["default"]["hashes"] == proof["hashes"]


def test_recreate_leaves_the_records_to_migrate(long: ForeignProject) -> None:
    rows = long.sql(ROWS)

    report = _full(long, "--recreate")

    assert report["exit"] == 0
    assert long.sql(ROWS) == rows
    assert long.manage("migrate", "--check").returncode == 0
    long.migrate()
    assert len(long.sql(ROWS)) == len(rows) + 1
    assert long.found() == []


def test_remove_alters_folds_by_meaning_and_keeps_what_stands_between(long: ForeignProject) -> None:
    wider = 'migrations.AlterField("item", "name", models.CharField(max_length=20))'
    long.add("0004_alters_nothing_by_its_name", migration(wider, wider.replace("20", "30"), after="0003_one"))
    long.add(
        "0005_alter_items", migration('migrations.RunSQL("select 1", "")', after="0004_alters_nothing_by_its_name")
    )
    long.models(PRICED.replace("max_length=10", "max_length=30"))
    long.migrate()
    structure = long.sql(STRUCTURE)

    report = _full(long, "--full", "--remove-alters")

    assert report["exit"] == 0, report
    written = b"".join(_files(long).values())
    assert b"max_length=30" in written
    assert b"max_length=20" not in written
    assert long.sql(STRUCTURE) == structure
    assert long.found() == []


def test_names_that_a_rename_left_are_renamed_and_renamed_back(migrated: ForeignProject) -> None:
    migrated.add("0002_thing", migration('migrations.RenameModel("item", "thing")'))
    migrated.models(MODELS.replace("Item", "Thing"))
    migrated.migrate()
    before = _state(migrated)

    report = _full(migrated)
    renamed = _state(migrated)
    done = migrated.manage("rebuild_migrations", "--restore", report["stats"]["backup"])

    assert report["exit"] == 0, report
    assert ("shop_item_pkey",) in before[-1]
    assert ("shop_item_pkey",) not in renamed[-1]
    assert done.returncode == 0, done.stderr
    assert _state(migrated) == before


def test_a_seed_for_a_model_that_has_another_name_now_is_refused_with_its_line(long: ForeignProject) -> None:
    long.add("0004_thing", migration('migrations.RenameModel("item", "thing")', after="0003_one"))
    long.models(PRICED.replace("Item", "Thing"))
    long.migrate()
    before = _state(long)

    report = _full(long)

    assert (report["exit"], len(report["findings"])) == (1, 1)
    assert f"{long.migrations / '0002_price.py'}:" in report["findings"][0]["message"]
    assert _state(long) == before


def test_without_a_terminal_and_without_a_yes_nothing_is_changed(long: ForeignProject) -> None:
    before = _state(long)

    done = long.manage("rebuild_migrations", "--full")

    assert done.returncode == 2
    assert "EQUAL" in done.stdout
    assert "there is no terminal to ask at" in done.stderr
    assert _state(long) == before
    assert not (long.folder / "backups").exists()


def test_what_a_look_afterwards_finds_puts_everything_back(long: ForeignProject) -> None:
    """A handler of this project changes a table as soon as the new migration is recorded."""
    (long.folder / "shop" / "apps.py").write_text(
        "from django.apps import AppConfig\n"
        "from django.db import connection\n"
        "from django.db.models.signals import post_migrate\n\n"
        "def meddle(**kwargs):\n"
        "    with connection.cursor() as cursor:\n"
        "        cursor.execute(\"select 1 from django_migrations where name like '%rebuilt%'\")\n"
        "        if cursor.fetchone() and connection.settings_dict['NAME'] == 'NAMED':\n"
        '            cursor.execute("create table if not exists meddled (id int)")\n\n'
        "class ShopConfig(AppConfig):\n"
        '    name = "shop"\n'
        "    def ready(self):\n"
        "        post_migrate.connect(meddle, sender=self)\n".replace("NAMED", long.database_url.rpartition("/")[2])
    )
    files, rows = _files(long), long.sql(ROWS)

    done = long.manage("rebuild_migrations", "--full", "--yes")

    assert done.returncode == 2
    assert "public.meddled" in done.stderr
    assert done.stderr.rstrip().endswith("Files, rows and names were put back.")
    assert (_files(long), long.sql(ROWS)) == (files, rows)
    assert not (long.migrations / ".rebuild-in-progress").exists()


def test_another_rebuild_on_the_same_database_is_told(long: ForeignProject) -> None:
    with closing(psycopg2.connect(long.database_url)) as other, other.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('project.migration_audit.rebuild'))")
        done = long.manage("rebuild_migrations", "--full", "--yes")

    assert done.returncode == 2
    assert "Another rebuild works on database 'default'" in done.stderr


@pytest.fixture
def plain_role(long: ForeignProject) -> Iterator[str]:
    """A role that owns the tables and may not create databases; the address under its name."""
    name = "rebuild_plain_role"
    long.sql(f"create role {name} login password 'x'")
    for (table,) in long.sql(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
    ):
        long.sql(f"alter table {table} owner to {name}")
    long.sql(f"grant all on schema public to {name}")
    scheme, _, rest = long.database_url.partition("://")
    yield f"{scheme}://{name}:x@{rest.rpartition('@')[2]}"
    long.sql(f"drop owned by {name} cascade")
    long.sql(f"drop role {name}")


def test_a_role_that_may_not_create_databases_is_refused_before_anything(long: ForeignProject, plain_role: str) -> None:
    done = long.manage("rebuild_migrations", "--full", "--yes", "--format=json", DATABASE_URL=plain_role)

    assert done.returncode == 1, done.stderr
    assert "createdb_missing" in done.stdout


def test_a_role_that_may_create_schemas_rebuilds_all_the_same(long: ForeignProject, plain_role: str) -> None:
    role = plain_role.partition("://")[2].partition(":")[0]
    long.sql(f'grant create on database "{long.database_url.rpartition("/")[2]}" to {role}')
    structure = long.sql(STRUCTURE)

    done = long.manage("rebuild_migrations", "--full", "--yes", "--format=json", DATABASE_URL=plain_role)

    assert done.returncode == 0, done.stderr
    (proof,) = json.loads(done.stdout)["stats"]["proofs"].values()
    assert proof["notes"][0] == "Proven in scratch schemas: the role may not create databases."
    assert long.sql(STRUCTURE) == structure
    assert long.sql("select nspname from pg_namespace where nspname like 'rebuild%'") == []
    assert long.found() == []


def test_a_line_that_imports_a_file_that_would_go_away_refuses(long: ForeignProject) -> None:
    (long.folder / "shop" / "seeding.py").write_text(
        "from importlib import import_module\n\nseeds = import_module('shop.migrations.0002_price').seeds\n"
    )
    before = _state(long)

    (finding,) = _full(long)["findings"]

    assert finding["code"] == "removed_module_imported"
    assert f"{long.folder / 'shop' / 'seeding.py'}:3: shop.migrations.0002_price is named here" in finding["message"]
    assert _state(long) == before
    (long.folder / "shop" / "seeding.py").write_text("# shop.migrations.0002_price seeded once\n")
    assert _full(long)["exit"] == 0


def test_what_nobody_can_classify_stays_where_it_is_and_the_rest_is_folded(long: ForeignProject) -> None:
    wider = 'migrations.AlterField("item", "name", models.CharField(max_length=20))'
    long.add("0004_odd", migration("migrations.RunPython(print, print)", after="0003_one"))
    long.add("0005_wider", migration(wider, after="0004_odd"))
    long.add("0006_widest", migration(wider.replace("20", "30"), after="0005_wider"))
    long.models(PRICED.replace("max_length=10", "max_length=30"))
    long.migrate()
    odd = (long.migrations / "0004_odd.py").read_bytes()

    assert _codes(_full(long)) == ["unclassified_operation"]
    report = _full(long, "--full", "--remove-alters")

    assert report["exit"] == 0, report
    assert odd in _files(long).values()
    assert not {"0005_wider.py", "0006_widest.py"} & _files(long).keys()
    assert long.found() == []


def test_what_each_run_writes_differently_is_compared_for_being_there(long: ForeignProject) -> None:
    tokens = (
        "import secrets\n\ndef tokens(apps, schema_editor):\n"
        "    for place in range(2):\n"
        "        apps.get_model('shop', 'Item').objects.create(name=secrets.token_hex(4), price=place)\n"
    )
    long.add("0004_tokens", migration("migrations.RunPython(tokens)", before=tokens, after="0003_one"))
    long.migrate()

    report = _full(long)

    assert report["exit"] == 0, report
    (proof,) = report["stats"]["proofs"].values()
    assert "Two runs of the old chain differ in shop_item: name; only filled or not." in proof["notes"]


def test_drift_is_refused_until_it_is_accepted(long: ForeignProject) -> None:
    long.sql("alter table shop_item alter column price type bigint")

    assert _codes(_full(long)) == ["column_type"]
    with (long.folder / "settings.py").open("a") as settings:
        settings.write(
            'SCHEMA_AUDIT_WAIVERS = [{"code": "column_type", "table": "shop_item", "column": "price", '
            '"expected": "integer", "actual": "bigint", "reason": "known", "owner": "me", "until": "2099-01-01"}]\n'
        )
    assert _full(long)["exit"] == 0
    assert ("price", "bigint") in [row[2:] for row in long.sql(STRUCTURE)]


def test_a_stray_file_that_git_does_not_have_stops_it_and_a_committed_one_stays(long: ForeignProject) -> None:
    (long.migrations / "_prices.py").write_text("BASE = 1\n")
    git = ["git", "-C", str(long.folder), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    assert _full(long, "--dry-run")["findings"] == [], "no git is fine"
    subprocess.run([*git, "init", "-q"], check=True)

    refused = _full(long)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "all"], check=True)
    done = _full(long)

    assert _codes(refused) == ["stray_file"]
    assert done["exit"] == 0
    assert (long.migrations / "_prices.py").read_text() == "BASE = 1\n"


def test_a_link_among_the_migrations_stops_it(long: ForeignProject) -> None:
    first = long.migrations / "0001_initial.py"
    first.rename(long.folder / "elsewhere.py")
    first.symlink_to(long.folder / "elsewhere.py")

    assert _codes(_full(long)) == ["link_in_folder"]


def test_an_app_outside_the_project_is_never_rewritten(long: ForeignProject, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (long.folder / "shop").rename(outside / "shop")
    with (long.folder / "settings.py").open("a") as settings:
        settings.write(f"import sys\nsys.path.insert(0, {str(outside)!r})\n")

    all_apps = long.manage("rebuild_migrations", "--full", "--yes")
    named = long.manage("rebuild_migrations", "--full", "--yes", "--apps", "shop")

    assert all_apps.returncode == 2
    assert "there is nothing to rebuild" in all_apps.stderr
    assert named.returncode == 2
    assert "shop lies outside the project" in named.stderr
