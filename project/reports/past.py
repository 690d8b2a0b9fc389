"""What past runs left in their statistics, for whoever reckons with it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from project.reports.models import Report
from project.runs.models import Kind

_REMEMBERED = timedelta(days=92)


def past_statistic(kind: Kind, name: str) -> list[tuple[datetime, Any]]:
    """When each report of the kind was recorded, and its statistic of this name; oldest first, none without it."""
    reports = Report.objects.filter(run__kind=kind.value, recorded_at__gte=Now() - _REMEMBERED, stats__has_key=name)
    try:
        with transaction.atomic():
            return list(reports.order_by("recorded_at").values_list("recorded_at", f"stats__{name}"))
    except DatabaseError:
        return []
