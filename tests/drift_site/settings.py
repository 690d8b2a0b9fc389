"""Settings of a project that only adds `project.schema_audit` to its own apps."""

import os

import environ

SECRET_KEY = "not secret: a project of tests"
DATABASES = {"default": environ.Env.db_url_config(os.environ["DATABASE_URL"])}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "tests.drift_site",
    "project.schema_audit",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
DEPOT_RATE_MODEL = "depot.OwnRate"
SILENCED_SYSTEM_CHECKS = ["models.E028", "models.W035"]
SCHEMA_AUDIT_CACHE = os.environ.get("SCHEMA_AUDIT_CACHE")
