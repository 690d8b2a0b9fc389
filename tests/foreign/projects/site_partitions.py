"""django-postgres-extra: a backend of its own, partitioned tables, materialized views."""

from site_base import *  # noqa: F403
from site_base import AUDITS, DATABASES, DJANGO

INSTALLED_APPS = [*DJANGO, "django.contrib.postgres", "psqlextra", "partitioned", *AUDITS]
DATABASES["default"]["ENGINE"] = "psqlextra.backend"
