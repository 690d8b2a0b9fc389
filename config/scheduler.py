"""The schedule in the database, read whole.

django-celery-beat 2.9 loads plain-hour crontabs only within two hours of their time, so that a beat started long
before 01:00 misses the night; reading every enabled row mends it.
"""

from typing import Any

from django_celery_beat.schedulers import DatabaseScheduler


class Scheduler(DatabaseScheduler):  # type: ignore[misc]  # django-celery-beat has no types
    """Beat's scheduler for this project."""

    def enabled_models_qs(self) -> Any:
        """Every enabled schedule row, whatever its hour."""
        return self.Model.objects.enabled()
