"""The Django application of runs."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    """Runs, their chunks, deploys and the workers' heartbeats."""

    name = "project.runs"
    label = "runs"
    default_auto_field = "django.db.models.BigAutoField"
