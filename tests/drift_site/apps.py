"""The Django application of the hard cases."""

from django.apps import AppConfig


class DepotConfig(AppConfig):
    """Named for what it pretends to be: a depot of articles."""

    name = "tests.drift_site"
    label = "depot"
