"""The Django application of migration_audit."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class MigrationAuditConfig(AppConfig):
    """The audit of migrations; no models, works in any Django project."""

    name = "project.migration_audit"
    label = "migration_audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have `migrate` and `check --database` look first."""
        from project.migration_audit import checks  # noqa: PLC0415  (detectors and models need loaded apps)

        register(checks.no_database_is_half_way, Tags.database)
        register(checks.no_rebuild_was_interrupted, Tags.database)
