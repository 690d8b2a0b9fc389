"""The Django application of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Findings with history and the pages that show them."""

    name = "project.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
