"""The Django application of core."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Reference data."""

    name = "project.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
