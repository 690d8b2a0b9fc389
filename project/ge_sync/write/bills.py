"""Bills of entry, which licences share: one may be here already, for whatever licence, or come twice."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain

from django.apps import apps
from django.db import connection

from project.ge_sync.comparing.incoming import Incoming
from project.ge_sync.comparing.keys import bill_key
from project.ge_sync.comparing.mapping import BILL_OF_ENTRY, BY_NAME
from project.ge_sync.comparing.shared_bills import Speakers, speakers
from project.ge_sync.comparing.state import Row
from project.ge_sync.statements import statement
from project.ge_sync.write.columns import columns_of, references_of
from project.ge_sync.write.insert import insert
from project.ge_sync.write.new_rows import NewRow
from project.ge_sync.write.references import Ids
from project.ge_sync.write.update import update


def known_bills(keys: Set[str]) -> dict[str, int]:
    """The ids of those with one of these keys, whatever port they are booked under; the oldest of several."""
    numbers = sorted({key.partition("|")[0] for key in keys})
    found: dict[str, int] = {}
    if numbers:
        with connection.cursor() as cursor:
            cursor.execute(statement("known_bills"), {"numbers": numbers})
            found = {bill_key(number, day): pk for pk, number, day in cursor.fetchall()}
    return {key: found[key] for key in keys & found.keys()}


@dataclass(frozen=True, kw_only=True)
class Bills:
    """The bills of entry that licences bring: one row for each of them, and one of the licences speaks."""

    new: Sequence[NewRow]
    references: Ids
    incoming: Mapping[str, Incoming]

    @cached_property
    def known(self) -> Mapping[str, int]:
        """The ids of those that are here already, by key."""
        return known_bills({one.place[1] for one in self.new})

    @property
    def missing(self) -> int:
        """How many nobody has yet."""
        return len({one.place[1] for one in self.new} - self.known.keys())

    def write(self, numbered: Sequence[int], *, now: datetime) -> dict[str, int]:
        """Insert the missing ones with these ids, and update the others; the ids of all by key."""
        rows = self._said()
        model = apps.get_model(BY_NAME[BILL_OF_ENTRY].model)
        # In the same order everywhere, so that two workers with the same bills never wait for each other crosswise.
        missing = sorted(rows.keys() - self.known.keys())
        # All with the same columns, so that they are written in one go.
        silent = dict.fromkeys(chain.from_iterable(one.row for one in self.new))
        made = [row if len(row := rows[key]) == len(silent) else {**silent, **row} for key in missing]
        insert(model, made, now=now, beside={"id": numbered, **references_of(BILL_OF_ENTRY, made, self.references)})
        changed = {
            self.known[key]: columns_of(BILL_OF_ENTRY, rows[key], self.references)
            for key in rows.keys() & self.known.keys()
        }
        update(model, changed, now=now)
        return {**self.known, **dict(zip(missing, numbered, strict=True))}

    def _said(self) -> dict[str, Row]:
        """What stands on each bill by its key, as far as these licences have the word on it."""
        said = {one.place[1]: one.row for one in self.new}
        if len(said) == len(self.new) and not self.known:
            return said
        stored = speakers(self.known.values()) if self.known else {}
        now = Speakers(self.incoming)
        rows: dict[str, Row] = {}
        for one in sorted(self.new, key=lambda one: self.incoming[one.license_number].rank):
            key = one.place[1]
            before = stored.get(self.known[key], ()) if key in self.known else ()
            if key not in self.known or not now.another_has_the_word(one.license_number, key, before):
                rows[key] = {**rows[key], **one.row} if key in rows else one.row
        return rows
