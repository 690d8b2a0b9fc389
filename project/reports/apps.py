"""The Django application of reports."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    """Findings with history and the pages that show them."""

    name = "project.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Remember the files that `migrate` records; the models are there now."""
        from project.reports.seen_migrations import remember_after_migrate  # noqa: PLC0415 (it imports models)

        post_migrate.connect(remember_after_migrate, sender=self, dispatch_uid="project.reports.seen_migrations")
