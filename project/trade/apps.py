"""The Django application of trade."""

from django.apps import AppConfig


class TradeConfig(AppConfig):
    """Trade."""

    name = "project.trade"
    label = "trade"
    default_auto_field = "django.db.models.BigAutoField"
