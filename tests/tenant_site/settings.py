"""Settings of the project of tenants, which only adds `project.schema_audit` to its own apps."""

import os

import environ

SECRET_KEY = "not secret: a project of tests"
DATABASES = {"default": environ.Env.db_url_config(os.environ["DATABASE_URL"])}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "tests.tenant_site.registry",
    "tests.tenant_site.store",
    "project.schema_audit",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
SCHEMA_AUDIT_CACHE = os.environ.get("SCHEMA_AUDIT_CACHE")
