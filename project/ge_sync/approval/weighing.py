"""Whether a run has to be weighed as a whole before it writes anything, and what it may do unseen."""

from collections.abc import Collection

from django.db import connection

from project.ge_sync.approval.guards import Limits
from project.ge_sync.models import Ending, SyncedLicense
from project.ge_sync.statements import statement
from project.ge_sync.survey import Survey


def limits_of(found: Survey) -> Limits:
    """What may be done unseen, from what the survey saw; rows are counted only where some may be deleted."""
    waiting = _number("rows_that_wait", found.wanted)
    rows = 0
    if waiting > Limits(rows_seen=0, licenses=0).rows:
        rows = _number("linked_rows", [*found.verified, *found.wanted])
    known = SyncedLicense.objects.count()
    return Limits(rows_seen=rows, licenses=max(found.listed, known))


def must_be_weighed(found: Survey, limits: Limits) -> bool:
    """Whether the run could do more than that at all; mostly it can't, and each chunk writes at once.

    Only licences that we have can change, and only rows that were missing at the last check can be deleted.
    """
    ours = _number("licenses_of_ours", found.wanted)
    waiting = _number("rows_that_wait", found.wanted)
    return max(ends_of_ours(found), ours) > limits.of_licenses or waiting > limits.rows


def ends_of_ours(found: Survey) -> int:
    """How many of the licences that have ended we had in step; the others are no loss."""
    gone = [ended.license_number for ended in found.ended if ended.outcome is Ending.GONE]
    return SyncedLicense.objects.filter(pk__in=gone).exclude(base=None).count()


def _number(name: str, license_numbers: Collection[str]) -> int:
    """The answer of a statement about licences; with an array, which is written in no time where a list is not."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), {"license_numbers": list(license_numbers)})
        return int(cursor.fetchone()[0])
