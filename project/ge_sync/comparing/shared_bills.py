"""Bills of entry that several licences debit: whose document says what stands on the bill itself.

The one the server changed last; of two changed at the same time, the higher licence number. So it doesn't matter in
which order or on which worker the licences are written, and no night undoes the one before.
"""

from collections.abc import Collection, Iterable, Mapping

from django.db import connection, transaction

from project.ge_sync.comparing.fields import Owner
from project.ge_sync.comparing.mapping import COLUMNS
from project.ge_sync.comparing.state import Place, Rank, Row
from project.ge_sync.query_plans import look_up_by_key
from project.ge_sync.statements import statement


def speakers(bills: Collection[int]) -> dict[int, list[Rank]]:
    """The licences that list these bills of entry, as they were applied last."""
    found: dict[int, list[Rank]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement("speakers_of_bills"), {"bills": list(bills)})
        for bill, number, updated_at in cursor.fetchall():
            found.setdefault(bill, []).append((updated_at, number))
    return found


def neighbours(license_numbers: Iterable[str]) -> list[list[str]]:
    """Those of these licences that debit a bill of entry together, by bill; in the same order every time."""
    with transaction.atomic(), connection.cursor() as cursor:
        look_up_by_key()
        cursor.execute(statement("neighbours"), {"license_numbers": list(license_numbers)})
        return sorted(numbers for (numbers,) in cursor.fetchall())


def outspoken(rank: Rank, others: Collection[Rank]) -> bool:
    """Whether another licence than the one of this rank has the word."""
    return any(other > rank for other in others if other[1] != rank[1])


def silent_on(rows: Mapping[Place, Row], bills: Collection[Place]) -> dict[Place, Row]:
    """The same rows, with nothing said of these bills but that they are there."""
    return {place: _identity(place, row) if place in bills else row for place, row in rows.items()}


def _identity(place: Place, row: Row) -> Row:
    columns = COLUMNS[place[0]]
    return {column: value for column, value in row.items() if columns[column].owner is Owner.IDENTITY}
