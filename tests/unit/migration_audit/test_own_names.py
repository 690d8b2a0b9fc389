"""Copied code may import something else under a name that Django's writer uses."""

from project.migration_audit.rebuild.generation.own_names import apart

WRITTEN = """from django.conf import settings
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    a = models.IntegerField(default=shop.models.one)
"""


def test_the_writers_names_step_aside_for_others() -> None:
    assert apart(WRITTEN, ["from shop import settings", "from shop import models as models"]) == (
        "from django.conf import settings as django_settings\n"
        "from django.db import migrations, models as django_models\n"
        "\n"
        "class Migration(migrations.Migration):\n"
        "    dependencies = [migrations.swappable_dependency(django_settings.AUTH_USER_MODEL)]\n"
        "    a = django_models.IntegerField(default=shop.models.one)\n"
    )


def test_the_same_names_of_the_same_modules_stay() -> None:
    assert apart(WRITTEN, ["from django.conf import settings", "from django.db import models"]) == WRITTEN


def test_another_name_in_the_way_of_migrations_steps_aside_too() -> None:
    text = apart(WRITTEN, ["import shop.tools as migrations"])

    assert "from django.db import migrations as django_migrations, models\n" in text
    assert "class Migration(django_migrations.Migration):" in text
