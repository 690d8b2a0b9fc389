"""django-tenants: a backend of its own, a schema for each tenant."""

from site_base import *  # noqa: F403
from site_base import AUDITS, DATABASES

SHARED_APPS = ["django_tenants", "tenant_shared", "django.contrib.contenttypes", *AUDITS]
TENANT_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "tenant_own"]
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS)]
DATABASES["default"]["ENGINE"] = "django_tenants.postgresql_backend"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TENANT_MODEL = "tenant_shared.Client"
TENANT_DOMAIN_MODEL = "tenant_shared.Domain"
MIDDLEWARE = ["django_tenants.middleware.main.TenantMainMiddleware"]
