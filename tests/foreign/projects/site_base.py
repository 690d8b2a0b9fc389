"""What every foreign site has: a database from the environment, and our two audits; nothing else of ours."""

import os
from urllib.parse import unquote, urlsplit

_address = urlsplit(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _address.path.removeprefix("/"),
        "USER": unquote(_address.username or ""),
        "PASSWORD": unquote(_address.password or ""),
        "HOST": _address.hostname,
        "PORT": _address.port,
    }
}
AUDITS = ["project.schema_audit", "project.migration_audit"]
DJANGO = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.staticfiles",
]
SCHEMA_AUDIT_CACHE = os.environ["FOREIGN_CACHE"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
SECRET_KEY = "a test of many characters that nobody needs to guess"
SITE_ID = 1
USE_TZ = True
STATIC_URL = "/static/"
SILENCED_SYSTEM_CHECKS = ["models.W042"]
ROOT_URLCONF = "no_urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
