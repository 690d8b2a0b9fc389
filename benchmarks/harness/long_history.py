"""A Django project on disk with a history: apps of ten tables and ten migrations each, the same ones in every run."""

from pathlib import Path

TABLES_PER_APP = 10
MIGRATIONS_PER_APP = 10
_SETTINGS = """
import environ
DATABASES = {{"default": environ.Env().db_url("DATABASE_URL")}}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", {apps}, "project.migration_audit"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
SECRET_KEY = "a benchmark"
"""
_MODEL = """
class Thing{number}(models.Model):
    title = models.CharField(max_length=60, db_index=True)
    price = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    kind = models.CharField(max_length=9, default="", db_index=True)
    partner = models.ForeignKey("Thing{partner}", models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["price"], name="{label}_{number}_price")]
"""
_MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = {dependencies}
    operations = [
{operations}
    ]
"""
_KEY = 'models.ForeignKey("{l}.thing{p}", models.CASCADE, null=True, related_name="+")'
_PRICE = "models.DecimalField(max_digits=12, decimal_places=2, default=0)"


def write_project(folder: Path, *, apps: int) -> None:
    """`settings.py` and apps app_0, app_1, ...; each table is created with one column, and changed in each step."""
    labels = [f"app_{number}" for number in range(apps)]
    (folder / "settings.py").write_text(_SETTINGS.format(apps=", ".join(map(repr, labels))))
    for label in labels:
        migrations = folder / label / "migrations"
        migrations.mkdir(parents=True)
        for empty in (folder / label / "__init__.py", migrations / "__init__.py"):
            empty.touch()
        (folder / label / "models.py").write_text("from django.db import models\n" + _models(label))
        for number in range(1, MIGRATIONS_PER_APP + 1):
            before = [(label, f"{number - 1:04}_step")] if number > 1 else []
            text = _MIGRATION.format(dependencies=before, operations="\n".join(_operations(label, number)))
            (migrations / f"{number:04}_step.py").write_text(text)


def _models(label: str) -> str:
    return "".join(
        _MODEL.format(label=label, number=number, partner=_partner(number)) for number in range(TABLES_PER_APP)
    )


def _partner(number: int) -> int:
    return (number + 3) % TABLES_PER_APP


def _operations(label: str, step: int) -> list[str]:
    """Ten creates, then one column or one change for some of the tables in each step."""
    lines = {
        1: 'migrations.CreateModel("Thing{n}", [("id", models.BigAutoField(auto_created=True, primary_key=True, '
        'serialize=False, verbose_name="ID")), ("name", models.CharField(max_length=20))]),',
        2: 'migrations.RenameField("thing{n}", "name", "title"),',
        3: 'migrations.AlterField("thing{n}", "title", models.CharField(max_length=60)),',
        4: 'migrations.AddField("thing{n}", "price", models.IntegerField(default=0)),',
        5: f'migrations.AddField("thing{{n}}", "partner", {_KEY}),',
        6: f'migrations.AlterField("thing{{n}}", "price", {_PRICE}),',
        7: 'migrations.AddField("thing{n}", "kind", models.CharField(max_length=9, default="")),',
        8: f'migrations.AddIndex("thing{{n}}", models.Index(fields=["price"], name="{label}_{{n}}_price")),',
        9: 'migrations.AlterField("thing{n}", "title", models.CharField(max_length=60, db_index=True)),',
        10: 'migrations.AlterField("thing{n}", "kind", models.CharField(max_length=9, default="", db_index=True)),',
    }
    return [lines[step].format(n=number, p=_partner(number), l=label) for number in range(TABLES_PER_APP)]
