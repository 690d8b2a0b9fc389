"""Bills of entry that several licences debit: whose document says what stands on the bill itself.

The one the server changed last; of two changed at the same time, the higher licence number. So it doesn't matter in
which order or on which worker the licences are written, and no night undoes the one before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection, transaction

from project.ge_sync.comparing.fields import Owner
from project.ge_sync.comparing.incoming import Incoming
from project.ge_sync.comparing.mapping import COLUMNS
from project.ge_sync.comparing.state import Place, Rank, Row
from project.ge_sync.contract.dates import day
from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.query_plans import look_up_by_key
from project.ge_sync.statements import statement


class SaidBill(NamedTuple):
    """A licence, and a bill of entry that its document lists."""

    license_number: str
    number: str
    day: date | None


def speakers(bills: Collection[int]) -> dict[int, list[Rank]]:
    """The licences that list these bills of entry, as they were applied last."""
    found: dict[int, list[Rank]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement("speakers_of_bills"), {"bills": list(bills)})
        for bill, number, updated_at in cursor.fetchall():
            found.setdefault(bill, []).append((updated_at, number))
    return found


def neighbours(license_numbers: Iterable[str], said: Iterable[SaidBill]) -> list[list[str]]:
    """Those of these licences that debit a known bill of entry together, by bill; in the same order every time.

    `said` is what their new documents list: a debit may be news.
    """
    said_by, bills, days = zip(*said, strict=True) if (said := sorted(said, key=str)) else ((), (), ())
    asked = {
        "license_numbers": list(license_numbers),
        "said_by": list(said_by),
        "bills": list(bills),
        "days": list(days),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        look_up_by_key()
        cursor.execute(statement("neighbours"), asked)
        return sorted(numbers for (numbers,) in cursor.fetchall())


def said_bills(license_number: str, document: Mapping[str, Any]) -> set[SaidBill]:
    """The bills of entry that a document lists, which nobody has read yet; what can't be read is none."""
    listed = document.get("bills_of_entry")
    found = set()
    for row in listed if isinstance(listed, list) else ():
        number, raw = (row.get("be_number"), row.get("be_date")) if isinstance(row, dict) else (None, None)
        try:
            if number and isinstance(number, str):
                found.add(SaidBill(license_number, number, None if raw is None else day(raw, Notes())))
        except Unreadable:
            continue
    return found


class Speakers:
    """The licences at hand, and who speaks of a bill of entry: they, and those who listed it before."""

    def __init__(self, at_hand: Mapping[str, Incoming]) -> None:
        self._at_hand = at_hand
        self._ranks: defaultdict[str, list[Rank]] = defaultdict(list)
        for one in at_hand.values():
            for bill in one.bill_rows:
                self._ranks[bill].append(one.rank)

    def another_has_the_word(self, license_number: str, bill: str, stored: Iterable[Rank]) -> bool:
        """Whether another licence than this one has the word on a bill, by its key; `stored` listed it before."""
        mine = self._at_hand[license_number].rank
        before = (rank for rank in stored if rank[1] not in self._at_hand)
        return any(rank > mine for rank in chain(before, self._ranks.get(bill, ())) if rank[1] != license_number)


def silent_on(rows: Mapping[Place, Row], bills: Collection[Place]) -> dict[Place, Row]:
    """The same rows, with nothing said of these bills but that they are there."""
    return {place: _identity(place, row) if place in bills else row for place, row in rows.items()}


def _identity(place: Place, row: Row) -> Row:
    columns = COLUMNS[place[0]]
    return {column: value for column, value in row.items() if columns[column].owner is Owner.IDENTITY}
