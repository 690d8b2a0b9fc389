"""The Django application of schema_audit."""

from django.apps import AppConfig


class SchemaAuditConfig(AppConfig):
    """The audit of the database's structure; no models, works in any Django project."""

    name = "project.schema_audit"
    label = "schema_audit"
    default_auto_field = "django.db.models.BigAutoField"
