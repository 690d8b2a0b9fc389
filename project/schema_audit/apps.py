"""The Django application of schema_audit."""

from django.apps import AppConfig
from django.core.checks import register

from project.schema_audit.checks import waivers_can_be_read


class SchemaAuditConfig(AppConfig):
    """The audit of the database's structure; no models, works in any Django project."""

    name = "project.schema_audit"
    label = "schema_audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the settings checked."""
        register(waivers_can_be_read)
