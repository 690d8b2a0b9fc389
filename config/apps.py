"""The Django application of the settings themselves: it only registers their checks."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the system checks of the environment."""

    name = "config"

    def ready(self) -> None:
        """Import the checks, which registers them."""
        from config import checks  # noqa: F401  (registered by import, as Django's checks are)
