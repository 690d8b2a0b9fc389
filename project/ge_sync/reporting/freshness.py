"""The promise: nearly every active licence was found in step with the server within the last day, and a little more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from project.findings import Finding, Severity
from project.ge_sync.contract.dates import IST
from project.ge_sync.statements import statement

PROMISED_HOURS = 26
PROMISED_PERCENT = 99.0
# A licence is due two hours before it would break the promise.
DUE_AFTER = timedelta(hours=PROMISED_HOURS - 2)


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """How many licences are active, and how many of them were verified within the promised hours."""

    active: int
    verified: int

    @property
    def percent(self) -> float:
        """Rounded down to a tenth, so that 100 means all; nothing to verify is nothing late."""
        return 1000 * self.verified // self.active / 10 if self.active else 100.0

    def as_json(self) -> dict[str, Any]:
        """As a run's summary keeps it."""
        return {"active": self.active, "verified": self.verified}

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> "Freshness":
        """From a run's summary."""
        return cls(active=stored["active"], verified=stored["verified"])

    def __str__(self) -> str:
        return f"{self.percent:.1f} % of {self.active} active licences verified within {PROMISED_HOURS} h"


def freshness() -> Freshness:
    """As things are now; one query."""
    with connection.cursor() as cursor:
        today = timezone.now().astimezone(IST).date()
        cursor.execute(statement("freshness"), {"hours": PROMISED_HOURS, "today": today})
        active, verified = cursor.fetchone()
    return Freshness(active=active, verified=verified)


def freshness_finding(now: Freshness) -> list[Finding]:
    """One when the promise is broken."""
    if now.percent >= PROMISED_PERCENT:
        return []
    message = (
        f"Only {now}, promised are {PROMISED_PERCENT:.0f} %: look at the licences that failed or are quarantined, "
        "and whether the nights are long enough for the server's pace."
    )
    return [Finding(code="freshness_broken", severity=Severity.WARNING, message=message)]
