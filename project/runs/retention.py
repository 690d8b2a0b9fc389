"""Old runs go, a finding's history stays."""

from datetime import timedelta

from django.db.models import Max
from django.db.models.functions import Now

from project.runs.models import Run

RUNS_PER_CALL = 200


def forget_old_runs(*, older_than_days: int) -> int:
    """Delete finished runs with what they observed, oldest first, and say how many; called again until it says 0.

    The latest finished run of each kind stays however old it is: a report that nothing followed is still the last word.
    """
    latest = Run.objects.exclude(finished_at=None).order_by().values("kind").annotate(last=Max("pk")).values("last")
    old = Run.objects.filter(finished_at__lt=Now() - timedelta(days=older_than_days)).exclude(pk__in=latest)
    oldest = list(old.order_by("pk").values_list("pk", flat=True)[:RUNS_PER_CALL])
    Run.objects.filter(pk__in=oldest).delete()
    return len(oldest)
