"""A backup is put back to the byte and to the row, or it is refused and nothing changes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.migration_audit.foreign_project import ForeignProject, migration

ROWS = "select id, app, name, applied::text from django_migrations order by id"
SEQUENCE = "select last_value, is_called from django_migrations_id_seq"


def _files(project: ForeignProject) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(project.migrations)): (path.read_bytes(), path.stat().st_mode)
        for path in project.migrations.rglob("*")
        if path.is_file()
    }


def _state(project: ForeignProject) -> Any:
    return _files(project), project.sql(ROWS), project.sql(SEQUENCE)


def _backup(project: ForeignProject) -> Path:
    done = project.manage("rebuild_migrations", "--backup", "--format=json")
    assert done.returncode == 0, done.stderr
    return Path(json.loads(done.stdout)["stats"]["backup"])


def _restore(project: ForeignProject, backup: Path | str, *arguments: str) -> tuple[int, str]:
    done = project.manage("rebuild_migrations", "--restore", str(backup), *arguments)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def _wreck(project: ForeignProject) -> None:
    """Everything a backup holds is changed, gone, or has company."""
    first = project.migrations / "0001_initial.py"
    first.write_bytes(first.read_bytes() + b"\n# \xe2\x82\xac\n")
    first.chmod(0o600)
    (project.migrations / "__init__.py").unlink()
    (project.migrations / "sql" / "view.sql").unlink()
    project.add("0099_of_hand", migration())
    project.sql("update django_migrations set applied = applied + interval '1 second' where app = 'shop'")
    project.sql("insert into django_migrations (app, name, applied) values ('shop', '0099_of_hand', now())")
    project.sql("select setval('django_migrations_id_seq', 5000)")


@pytest.fixture
def saved(migrated: ForeignProject) -> ForeignProject:
    """With a file that is no migration and holds bytes that are no text."""
    (migrated.migrations / "sql").mkdir()
    (migrated.migrations / "sql" / "view.sql").write_bytes(b"select 1 -- \xff\r\n")
    (migrated.migrations / "sql" / "view.sql").chmod(0o640)
    return migrated


def test_every_byte_and_every_row_is_put_back(saved: ForeignProject) -> None:
    before = _state(saved)
    backup = _backup(saved)
    _wreck(saved)

    status, said = _restore(saved, backup)

    assert status == 0, said
    assert _state(saved) == before
    assert "Put back 3 files and 1 row of shop" in said


def test_a_restore_can_be_taken_back_itself(saved: ForeignProject) -> None:
    backup = _backup(saved)
    _wreck(saved)
    wrecked = _state(saved)

    _status, _said = _restore(saved, backup)
    (of_wreck,) = [path for path in backup.parent.iterdir() if path != backup]
    status, said = _restore(saved, of_wreck)

    assert status == 0, said
    assert _state(saved) == wrecked


def test_a_folder_that_is_gone_comes_back(saved: ForeignProject) -> None:
    before = _state(saved)
    backup = _backup(saved)
    for path in sorted(saved.migrations.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    saved.migrations.rmdir()

    status, said = _restore(saved, backup.name)

    assert status == 0, said
    assert _state(saved) == before


def test_rows_of_other_apps_are_left_alone(saved: ForeignProject) -> None:
    backup = _backup(saved)
    saved.sql("insert into django_migrations (app, name, applied) values ('elsewhere', '0001_x', now())")
    before = saved.sql(ROWS)
    saved.sql("delete from django_migrations where app = 'shop'")

    status, _said = _restore(saved, backup)

    assert status == 0
    assert saved.sql(ROWS) == before
    assert saved.sql(SEQUENCE)[0][0] == before[-1][0], "no id is given twice"


def test_an_id_that_another_app_has_now_is_told(saved: ForeignProject) -> None:
    backup = _backup(saved)
    ((taken,),) = saved.sql("delete from django_migrations where app = 'shop' returning id")
    saved.sql(f"insert into django_migrations (id, app, name, applied) values ({taken}, 'elsewhere', '0001_x', now())")
    before = _state(saved)

    status, said = _restore(saved, backup)

    assert status == 2
    assert f"id {taken} of django_migrations belongs to elsewhere.0001_x now" in said
    assert _state(saved) == before


@pytest.mark.parametrize("damage", ["a byte", "a file", "the manifest", "a row", "the schema", "everything"])
def test_a_damaged_backup_is_refused_and_nothing_changes(saved: ForeignProject, damage: str) -> None:
    backup = _backup(saved)
    manifest = backup / "manifest.json"
    first = backup / "files" / "shop" / "0001_initial.py"
    if damage == "a byte":
        first.write_bytes(b"#" + first.read_bytes()[1:])
    elif damage == "a file":
        first.unlink()
    elif damage == "the manifest":
        manifest.write_bytes(manifest.read_bytes()[:-20])
    elif damage == "a row":
        manifest.write_text(manifest.read_text().replace("0001_initial", "0002_initial"))
    elif damage == "the schema":
        (backup / "schema" / "default.json").write_text("{}")
    else:
        manifest.unlink()
    _wreck(saved)
    before = _state(saved)

    status, said = _restore(saved, backup)

    assert status == 2
    assert "is no backup of migrations" in said if damage == "everything" else "is damaged" in said
    assert _state(saved) == before


def test_the_backup_of_another_project_is_refused(saved: ForeignProject, tmp_path: Path) -> None:
    other = ForeignProject(tmp_path / "another project", saved.database_url)
    backup = _backup(other)
    before = _state(saved)

    status, said = _restore(saved, backup)

    assert status == 2
    assert "The backup is of another project" in said
    assert _state(saved) == before


def test_the_backup_of_other_apps_than_asked_for_is_refused(saved: ForeignProject) -> None:
    backup = _backup(saved)

    status, said = _restore(saved, backup, "--apps", "shop,auth")

    assert status == 2
    assert "The backup holds shop and --apps names auth, shop" in said


def test_a_schema_that_went_on_is_refused_with_what_changed(saved: ForeignProject) -> None:
    backup = _backup(saved)
    saved.add("0002_price", migration('migrations.AddField("item", "price", models.IntegerField(default=0))'))
    saved.migrate()
    before = _state(saved)

    status, said = _restore(saved, backup)

    assert status == 2
    assert "public.shop_item" in said
    assert "Migrate back what was applied since" in said
    assert _state(saved) == before


def test_a_table_of_another_app_that_changed_is_no_obstacle(saved: ForeignProject) -> None:
    backup = _backup(saved)
    saved.sql("create table of_somebody_else (id int)")
    saved.sql("alter table auth_group add column noted int")

    status, said = _restore(saved, backup)

    assert status == 0, said


@pytest.mark.parametrize("where", ["nowhere", "shop"])
def test_what_is_no_backup_is_one_sentence(saved: ForeignProject, where: str) -> None:
    status, said = _restore(saved, where)

    assert status == 2
    assert "is no backup of migrations" in said
    assert len(said.splitlines()) == 1
