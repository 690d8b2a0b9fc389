"""The rows that we don't have, each with the licence it comes with."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.state import Place, Row


class NewRow(NamedTuple):
    """A row that we don't have, with the licence it comes with."""

    license_number: str
    place: Place
    row: Row


def new_rows(compared: Sequence[Compared]) -> defaultdict[str, list[NewRow]]:
    """By table."""
    found: defaultdict[str, list[NewRow]] = defaultdict(list)
    for one in compared:
        number = one.incoming.license_number
        for place, row in one.difference.new_rows():
            found[place[0]].append(NewRow(number, place, row))
    return found
