"""A new release is checked once, by one of its own processes."""

from datetime import timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from project.runs.models import Deploy, Kind, Outcome, Run, Trigger
from project.runs.release import release_id
from project.runs.start import start

CHECKED = (Kind.MIGRATION_AUDIT, Kind.SCHEMA_AUDIT)
# When this process loaded its code; its forked children inherit the moment with the code.
LOADED_AT = monotonic()


def check_release() -> Deploy | None:
    """Tell the database which release this process runs; the deploy if that is news."""
    return announce(release_id(), process_age=timedelta(seconds=monotonic() - LOADED_AT))


@transaction.atomic
def announce(release: str, *, process_age: timedelta) -> Deploy | None:
    """Make the deploy row and start its checks, where this release is not the latest and nobody was quicker.

    A process older than the latest deploy says nothing: in a rolling deploy the old release is not news.
    """
    latest = Deploy.objects.first()
    if latest and (latest.release == release or _is_older(process_age, latest)):
        return None
    number = latest.number + 1 if latest else 1
    deploy, is_ours = Deploy.objects.get_or_create(number=number, defaults={"release": release})
    if not is_ours:
        return None
    for kind in CHECKED:
        start(kind, trigger=Trigger.DEPLOY, scope=f"deploy:{deploy.pk}", deploy=deploy)
    return deploy


def end_superseded() -> int:
    """End the checks of earlier deploys that no worker of their release took; how many."""
    latest = Deploy.objects.aggregate(number=Max("number"))["number"] or 0
    left = Run.objects.free().filter(deploy__number__lt=latest)
    return left.update(
        finished_at=Now(),
        outcome=Outcome.CANCELLED.value,
        lease_until=None,
        last_error="A newer release was deployed before a worker of this one took it.",
    )


def _is_older(process_age: timedelta, deploy: Deploy) -> bool:
    return Deploy.objects.filter(pk=deploy.pk, seen_at__gt=Now() - process_age).exists()
