"""The Django application of migration_audit."""

from django.apps import AppConfig


class MigrationAuditConfig(AppConfig):
    """The audit of migrations; no models, works in any Django project."""

    name = "project.migration_audit"
    label = "migration_audit"
    default_auto_field = "django.db.models.BigAutoField"
