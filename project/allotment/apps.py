"""The Django application of allotment."""

from django.apps import AppConfig


class AllotmentConfig(AppConfig):
    """Allotments."""

    name = "project.allotment"
    label = "allotment"
    default_auto_field = "django.db.models.BigAutoField"
