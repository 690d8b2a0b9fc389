"""Bills of entry that are here already, for whatever licence."""

from collections.abc import Set

from django.db import connection

from project.ge_sync.comparing.keys import bill_key
from project.ge_sync.statements import statement


def known_bills(keys: Set[str]) -> dict[str, int]:
    """The ids of those with one of these keys, whatever port they are booked under; the oldest of several."""
    numbers = sorted({key.partition("|")[0] for key in keys})
    found: dict[str, int] = {}
    if numbers:
        with connection.cursor() as cursor:
            cursor.execute(statement("known_bills"), {"numbers": numbers})
            found = {bill_key(number, day): pk for pk, number, day in cursor.fetchall()}
    return {key: found[key] for key in keys & found.keys()}
