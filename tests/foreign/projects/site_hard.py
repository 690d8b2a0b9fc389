"""One app with models of every awkward kind, on tables in two schemas."""

from site_base import *  # noqa: F403
from site_base import AUDITS, DJANGO

INSTALLED_APPS = [*DJANGO, "django.contrib.postgres", "hard_cases", *AUDITS]
AUTH_USER_MODEL = "hard_cases.Person"
HARD_SWAPPED_MODEL = "hard_cases.Replacement"
MIGRATION_MODULES = {"hard_cases": "hard_cases.migrations"}
SILENCED_SYSTEM_CHECKS = ["models.W042", "fields.W340", "fields.W342", "postgres.W004"]
