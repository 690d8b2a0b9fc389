"""Models made up at random, from a seed."""

from site_base import *  # noqa: F403
from site_base import AUDITS, DJANGO

INSTALLED_APPS = [*DJANGO, "django.contrib.postgres", "random_models", *AUDITS]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["models.W042", "fields.W340", "fields.W342", "postgres.W004"]
