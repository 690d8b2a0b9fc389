"""A Django project that is not ours: one app `shop`, our migration audit, nothing else of this repository."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg2

ROOT = Path(__file__).resolve().parents[3]

SETTINGS = """
import environ
DATABASES = {"default": environ.Env().db_url("DATABASE_URL")}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "shop", "project.migration_audit"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
SECRET_KEY = "a test"
"""
MODELS = """
from django.db import models

class Item(models.Model):
    name = models.CharField(max_length=10)
"""
FIRST = """
from django.db import migrations, models

class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel("Item", [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name", models.CharField(max_length=10)),
        ]),
    ]
"""


def migration(*operations: str, after: str = "0001_initial", before: str = "", attributes: str = "") -> str:
    """The text of a migration of `shop`; `before` stands above the class, `attributes` inside it."""
    written = "".join(f"        {operation},\n" for operation in operations)
    dependencies = f'[("shop", "{after}")]' if after else "[]"
    return (
        f"from django.db import migrations, models\n{before}\nclass Migration(migrations.Migration):\n"
        f"    dependencies = {dependencies}\n    {attributes}\n    operations = [\n{written}    ]\n"
    )


class ForeignProject:
    """Its folder, its database, and its commands as real processes."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.database_url = database_url
        self.migrations = folder / "shop" / "migrations"
        self.migrations.mkdir(parents=True)
        for empty in (folder / "shop" / "__init__.py", self.migrations / "__init__.py"):
            empty.touch()
        (folder / "settings.py").write_text(SETTINGS)
        self.models(MODELS)
        self.add("0001_initial", FIRST)

    def models(self, text: str) -> None:
        (self.folder / "shop" / "models.py").write_text(text)

    def add(self, name: str, text: str) -> None:
        (self.migrations / f"{name}.py").write_text(text)

    def manage(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """One command; its exit status and what it wrote."""
        variables = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "settings",
            "PYTHONPATH": os.pathsep.join([str(self.folder), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        }
        return subprocess.run(
            [sys.executable, "-m", "django", *arguments],
            cwd=self.folder,
            env=variables,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def migrate(self, *arguments: str) -> None:
        done = self.manage("migrate", "--verbosity=0", *arguments)
        assert done.returncode == 0, done.stderr

    def check(self, *arguments: str) -> dict[str, Any]:
        """The JSON report of check_migrations, with its exit status as `exit`."""
        done = self.manage("check_migrations", "--format=json", *arguments)
        assert "Traceback" not in done.stderr
        assert done.stdout, done.stderr
        return {**json.loads(done.stdout), "exit": done.returncode}

    def found(self, *arguments: str) -> list[tuple[str, str, str | None]]:
        """Severity, code and object of each finding."""
        findings = self.check(*arguments)["findings"]
        return [(finding["severity"], finding["code"], finding["object"]) for finding in findings]

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run it in autocommit; its rows."""
        connection = psycopg2.connect(self.database_url)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()
