"""The app of hard cases; its keys are bigint where the project's setting says integer."""

from django.apps import AppConfig


class HardCasesConfig(AppConfig):
    """Another DEFAULT_AUTO_FIELD than the project's."""

    name = "hard_cases"
    default_auto_field = "django.db.models.BigAutoField"
