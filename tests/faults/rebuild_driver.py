"""Exchanges a chain of the app `shop` for another, or puts a backup back, and dies at a step of one's choice.

`python rebuild_driver.py rebuild|restore|settle NUMBER [BACKUP]`: at the step of that number the process sends itself
the signal of DEATH (9 by default); 0 is no step. Every step is written to the file STEPS.
"""

import os
import signal
import sys
from pathlib import Path

import django
from django.core.management.base import CommandError

BEFORE = """
from django.db import migrations, models

class Migration(migrations.Migration):
    initial = True
    replaces = [("shop", "0001_initial"), ("shop", "0002_price")]
    dependencies = []
    operations = [
        migrations.CreateModel("Item", [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name", models.CharField(max_length=10)),
            ("price", models.IntegerField(default=0)),
        ]),
    ]
"""
RENAMES = ('ALTER INDEX "shop_item_pkey" RENAME TO "shop_item_key"',)


class Watcher:
    """Counts the steps, and dies at one."""

    def __init__(self, last: int) -> None:
        self._left = last
        self._file = Path(os.environ["STEPS"])

    def __call__(self, step: tuple[str, str]) -> None:
        self._left -= 1
        with self._file.open("a") as file:
            file.write(f"{step[0]}: {step[1]}\n")
        if self._left == 0:
            os.kill(os.getpid(), int(os.environ.get("DEATH", signal.SIGKILL)))


def main(what: str, last: int, backup: Path | None) -> None:
    # What is started in the background of a shell is born deaf to it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    django.setup()
    from project.migration_audit.rebuild.apply import apply
    from project.migration_audit.rebuild.chain import Mode, NewChain, NewFile, OldFile
    from project.migration_audit.rebuild.folder_files import read_files
    from project.migration_audit.rebuild.interrupted import settle
    from project.migration_audit.rebuild.read_backup import read_backup
    from project.migration_audit.rebuild.renames import rename_of
    from project.migration_audit.rebuild.restore import restorable_apps, restore
    from project.migration_audit.rebuild.scope import chosen_apps
    from project.migration_audit.state import MigrationKey

    output = Path.cwd() / "backups" / "migrations"
    if what == "restore":
        assert backup
        read = read_backup(backup)
        restore(read, restorable_apps(read, None), ["default"], output=output, on_step=Watcher(last))
        return
    if what == "settle":
        settle(Watcher(last))
        return
    (app,) = chosen_apps(["shop"])
    old = tuple(OldFile(app="shop", name=path.stem, path=path) for path in sorted(app.folder.glob("[0-9]*.py")))
    new = NewFile(
        app="shop",
        name="0001_rebuilt",
        path="0001_rebuilt.py",
        text=BEFORE,
        replaces=tuple(MigrationKey("shop", one.name) for one in old),
    )
    apply(
        NewChain(mode=Mode.FROM_MODELS, files=(new,), removed=old),
        (app,),
        renames={"default": tuple(map(rename_of, RENAMES))},
        databases=["default"],
        seen={"shop": read_files(app.folder)},
        records=True,
        output=output,
        on_step=Watcher(last),
    )


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    except CommandError as error:
        sys.exit(str(error))
