"""The Django application of license."""

from django.apps import AppConfig


class LicenseConfig(AppConfig):
    """Licences."""

    name = "project.license"
    label = "license"
    default_auto_field = "django.db.models.BigAutoField"
