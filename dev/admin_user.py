"""The first administrator of a developer's database."""

import secrets

from dev.management import manage
from dev.services import Services

ADMIN = "admin"
_EXISTS = f"""
from django.contrib.auth import get_user_model
print(get_user_model().objects.filter(username={ADMIN!r}).exists())
"""


def ensure_admin(ready: Services) -> str:
    """Make the user where there is none; a line with the password, which is kept nowhere, or how to set another."""
    if "True" in manage(ready, "shell", "--no-imports", "--command", _EXISTS).split():
        return f"Admin user {ADMIN} exists; to set another password: .venv/bin/python manage.py changepassword {ADMIN}"
    password = secrets.token_urlsafe(12)
    manage(
        ready,
        *("createsuperuser", "--no-input", "--username", ADMIN, "--email", "admin@localhost.localdomain"),
        secrets={"DJANGO_SUPERUSER_PASSWORD": password},
    )
    return f"Admin user {ADMIN} made, its password: {password} (shown only now, and kept nowhere)"
