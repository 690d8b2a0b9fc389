"""A throw-away project with copies of installed packages: there they are its own apps, which may be rebuilt."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.foreign.server import Server

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = ROOT / "tests" / "foreign" / "projects"
ENVIRONMENT = ROOT / ".run" / "foreign-venv"
(PACKAGES,) = ENVIRONMENT.glob("lib/*/site-packages") if ENVIRONMENT.exists() else (ENVIRONMENT,)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "static", "locale")

# Everything PostgreSQL knows of the structure, in its own words and by name; asked for without any of our code.
STRUCTURE = """
select 'column', c.relname::text, a.attname::text,
       concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
                 pg_get_expr(d.adbin, d.adrelid))
from pg_attribute a join pg_class c on c.oid = a.attrelid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm') and a.attnum > 0 and not a.attisdropped
union all
select 'constraint', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
from pg_constraint where connamespace = 'public'::regnamespace
union all
select 'index', tablename::text, indexname::text, indexdef from pg_indexes where schemaname = 'public'
union all
select 'trigger', tgrelid::regclass::text, tgname::text, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
union all
select 'view', viewname::text, '', definition from pg_views where schemaname = 'public'
order by 1, 2, 3, 4
"""


@dataclass(frozen=True, kw_only=True)
class Copies:
    """A settings module of the foreign sites, with more settings, and the packages of it that are copied.

    `refused` are the apps that can't be made anew from their models, `how` what is asked for beside `--full`, `tests`
    those that the packages bring along and that use their models.
    """

    site: str
    packages: tuple[str, ...]
    settings: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


class CopiedSite:
    """The copies as a project, and its migrated database."""

    def __init__(self, copies: Copies, server: Server, folder: Path) -> None:
        self.copies = copies
        self.folder = folder
        self._server = server
        self.database = server.make(copies.site)
        folder.mkdir(parents=True)
        for package in copies.packages:
            shutil.copytree(PACKAGES / package, folder / package, ignore=LEFT_OUT)
        for settings in (f"site_{copies.site}.py", "site_base.py", "no_urls.py"):
            shutil.copy(PROJECTS / settings, folder / settings)
        with (folder / f"site_{copies.site}.py").open("a") as file:
            file.writelines(f"{line}\n" for line in copies.settings)
        migrated = self.manage("migrate", "--verbosity=0")
        assert migrated.returncode == 0, migrated.stderr[-2000:]

    def manage(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """One command of the project."""
        return self._run("-m", "django", *arguments, **environment)

    def use_models(self, labels: list[str], *, database: str = "") -> dict[str, Any]:
        """What use_models.py finds in a database, by default the site's own."""
        address = self._server.address(database or self.database)
        done = self._run(str(Path(__file__).with_name("use_models.py")), *labels, DATABASE_URL=address)
        assert done.returncode == 0, done.stderr[-3000:]
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def migrated_anew(self) -> str:
        """The name of an empty database that all migrations were run on, as they are now.

        Where the packages bring tests along, Django makes it for them, and they have to pass.
        """
        database = self._server.make(f"{self.copies.site}_anew")
        if self.copies.tests:
            with (self.folder / f"site_{self.copies.site}.py").open("a") as file:
                file.write(f'DATABASES["default"]["TEST"] = {{"NAME": "{database}"}}\n')
            done = self.manage("test", "--noinput", "--keepdb", *self.copies.tests)
            assert re.search(r"^Ran [1-9]\d* tests", done.stderr, re.MULTILINE), done.stderr[-3000:]
        else:
            done = self.manage("migrate", "--verbosity=0", DATABASE_URL=self._server.address(database))
        assert done.returncode == 0, done.stderr[-3000:]
        return database

    def _run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [ENVIRONMENT / "bin" / "python", "-W", "ignore", *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "DATABASE_URL": self._server.address(self.database),
                "DJANGO_SETTINGS_MODULE": f"site_{self.copies.site}",
                "FOREIGN_CACHE": str(self.folder / "cache"),
                "PYTHONPATH": os.pathsep.join([str(self.folder), str(ROOT)]),
                "PYTHONDONTWRITEBYTECODE": "1",
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def rebuild(self, *arguments: str) -> dict[str, Any]:
        """The report of a whole rebuild, with its exit status as `exit`."""
        done = self.manage("rebuild_migrations", "--yes", "--format=json", *arguments)
        assert done.stdout, done.stderr[-3000:]
        return {**json.loads(done.stdout), "exit": done.returncode}

    def labels(self) -> list[str]:
        """The apps of the copies that have migrations."""
        found = self.manage("rebuild_migrations", "--backup", "--format=json")
        labels: list[str] = json.loads(found.stdout)["stats"]["apps"]
        return labels

    def structure(self) -> list[tuple[Any, ...]]:
        """All of the database's structure."""
        return self._server.run(self.database, STRUCTURE)

    def files(self) -> dict[str, bytes]:
        """The migrations of the copied packages."""
        found = self.folder.rglob("migrations/*.py")
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in found}
