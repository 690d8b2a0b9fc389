"""Which names of the running application a migration's source uses."""

import pytest

from project.migration_audit.live_code import live_imports

USER = "django.contrib.auth.models.User"
LIVE = {
    "from django.contrib.auth.models import User": [USER],
    "from django.contrib.auth.models import User as Person": [USER],
    "def fill(apps, schema_editor):\n    from django.contrib.auth.models import User\n    User.objects.all()": [USER],
    "import django.contrib.auth.models\ndef fill(apps, schema_editor):\n"
    "    django.contrib.auth.models.User.objects.all()": [USER],
    "from django.contrib.auth import models as auth\nfill = lambda apps, schema_editor: auth.User.objects.all()": [
        USER
    ],
    "from ..models import User": [USER],
    "from django.contrib.auth import get_user_model\ndef fill(apps, schema_editor):\n    get_user_model()": [
        "django.contrib.auth.get_user_model"
    ],
    "from django.apps import apps as live\ndef fill(apps, schema_editor):\n    live.get_model('auth', 'User')": [
        "django.apps.apps.get_model"
    ],
    "from django.contrib.auth.models import Group, User": [
        "django.contrib.auth.models.Group",
        USER,
    ],
}
QUIET = [
    # What makemigrations writes by itself.
    "import django.contrib.auth.models\nx = {'bases': (django.contrib.auth.models.PermissionsMixin,)}\n"
    "m = [('objects', django.contrib.auth.models.UserManager())]",
    "import django.contrib.auth.models\nfield = dict(default=django.contrib.auth.models.User.objects.count)",
    "from django.contrib.auth.models import AbstractUser, UserManager",
    "from django.apps import apps\ndef fill(apps, schema_editor):\n    apps.get_model('auth', 'User')",
    "from django.contrib.auth import get_user_model\n",
    "from django.conf import settings\ndef fill(apps, schema_editor):\n    return settings.AUTH_USER_MODEL",
    "import django.contrib.auth.models as auth\ndef fill(apps, schema_editor):\n"
    "    auth = apps.get_model('auth', 'User')\n    auth.User.objects.all()",
    "import lost.models\ndef fill(apps, schema_editor):\n    lost.models.Item",
    "",
]


@pytest.mark.parametrize("source", LIVE)
def test_a_model_of_the_running_application_is_told(source: str) -> None:
    found = live_imports(source, "django.contrib.auth.migrations.0099_fill")

    assert sorted(one.name for one in found) == sorted(LIVE[source])


@pytest.mark.parametrize("source", QUIET)
def test_what_the_state_gives_and_makemigrations_writes_is_not_told(source: str) -> None:
    assert live_imports(source, "django.contrib.auth.migrations.0099_fill") == ()


def test_the_first_line_is_told() -> None:
    (one,) = live_imports("\n\nfrom django.contrib.auth.models import User\nUser", "a.migrations.b")

    assert one.line == 3
