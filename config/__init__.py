"""Settings, the Celery application and the URLs: what wires the parts together."""

from config.celery import app as celery_app

__all__ = ("celery_app",)
