"""The Django application of ge_sync."""

from django.apps import AppConfig


class GESyncConfig(AppConfig):
    """The sync with the GE server and the rows it keeps."""

    name = "project.ge_sync"
    label = "ge_sync"
    verbose_name = "GE sync"
    default_auto_field = "django.db.models.BigAutoField"
