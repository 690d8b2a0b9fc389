"""Telling somebody outside that runs start and end, since nothing in here can notice that everything is dead.

The addresses are those of healthchecks.io: WATCHDOG_URL/<kind>/start, WATCHDOG_URL/<kind>, WATCHDOG_URL/<kind>/fail,
where <kind> is written with hyphens (`schema-audit`).
"""

import logging

import requests
from django.conf import settings

from project.runs.models import Outcome, Run

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 5


def tell_started(run: Run) -> None:
    """A run of this kind has begun."""
    _ping(run, "/start")


def tell_ended(run: Run) -> None:
    """A run of this kind is over; only a failure is bad news, a report with findings is the service at work."""
    _ping(run, "/fail" if run.outcome == Outcome.FAILED else "")


def _ping(run: Run, what: str) -> None:
    """Never inside a transaction; a silent watchdog never harms a run."""
    if not settings.WATCHDOG_URL:
        return
    address = f"{settings.WATCHDOG_URL.rstrip('/')}/{run.kind.replace('_', '-')}{what}"
    try:
        requests.post(address, timeout=TIMEOUT_SECONDS).raise_for_status()
    except requests.RequestException as error:
        logger.warning("The watchdog did not take the news of %s (%s).", run, type(error).__name__)
