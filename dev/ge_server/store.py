"""The licences of the server: built by seed and day, changed under one lock, listed in a stable order."""

from collections.abc import Callable
from random import Random
from threading import RLock
from typing import Any

from dev.ge_server.clock import Clock
from dev.ge_server.days import arrivals, change_on, departure
from dev.ge_server.documents import Document, document, license_number
from dev.ge_server.records import Record, record

Edit = Callable[[Document], None]

SECONDS_PER_DAY = 24 * 60 * 60
# Documents of day 0 were last touched within these days before it ended.
TOUCHED_WITHIN_DAYS = 90


class Store:
    """All records by licence number, and their order by (updated_at, license_number)."""

    def __init__(self, *, seed: int, licenses: int, clock: Clock) -> None:
        self.seed = seed
        self.licenses = licenses
        self.clock = clock
        self.lock = RLock()
        self.revision = 0
        self.records: dict[str, Record] = {}
        # Of numbers that were given out again, what ended before.
        self.past_ends: list[Record] = []
        self._order: list[tuple[str, str]] | None = None
        for index in range(licenses):
            self.put(self._born(index, day=0))
        for day in range(1, clock.day + 1):
            for index in arrivals(licenses, day):
                self.put(self._born(index, day=day))

    def order(self) -> list[tuple[str, str]]:
        """(updated_at, licence number) of every record, sorted; never changed in place."""
        with self.lock:
            if self._order is None:
                self._order = sorted((record.stamp, record.number) for record in self.records.values())
            return self._order

    def put(self, changed: Record) -> Record:
        """Store a record in place of the one with its number."""
        with self.lock:
            self.records[changed.number] = changed
            self._order = None
            self.revision += 1
        return changed

    def revise(
        self, old: Record, document: Document, *, pinned: bool = False, kept: dict[str, Any] | None = None
    ) -> Record:
        """Store a changed document, stamped now; `kept` fields are served as given even so."""
        stamp = self.now()
        document |= {"updated_at": stamp} | (kept or {})
        return self.put(record(document, number=old.number, index=old.index, stamp=stamp, pinned=pinned))

    def now(self) -> str:
        """The server's clock as the contract writes an instant."""
        return self.clock.now().isoformat()

    def move_to(self, day: int) -> dict[str, int]:
        """Live through every day up to `day`; counts of what happened."""
        counts = {"changed": 0, "new": 0, "gone": 0}
        with self.lock:
            first = self.clock.day + 1
            self.clock.move_to(day)
            for today in range(first, day + 1):
                for old in [held for held in self.records.values() if held.sound]:
                    outcome = self._live(old, today)
                    if outcome:
                        counts[outcome] += 1
                for index in arrivals(self.licenses, today):
                    self.put(self._arrived(index))
                    counts["new"] += 1
        return counts

    def _live(self, old: Record, day: int) -> str | None:
        """One day of one licence, stamped now."""
        made = old.document()
        ended = departure(self.seed, old.index, day)
        if ended:
            made["version"] += 1
            made["updated_at"] = self.now()
            self.put(record(made, number=old.number, index=old.index, stamp=made["updated_at"], departure=ended))
            return "gone"
        if change_on(made, self.seed, old.index, day):
            self.revise(old, made)
            return "changed"
        return None

    def _arrived(self, index: int) -> Record:
        made = document(self.seed, index)
        made["updated_at"] = self.now()
        return record(made, number=made["license_number"], index=index, stamp=made["updated_at"])

    def _born(self, index: int, *, day: int) -> Record:
        """The record of an index that appeared on `day`, with every day lived since."""
        made = document(self.seed, index)
        touched, ended = day, None
        for today in range(day + 1, self.clock.day + 1):
            ended = departure(self.seed, index, today)
            if ended or change_on(made, self.seed, index, today):
                touched = today
            if ended:
                made["version"] += 1
                break
        made["updated_at"] = self._stamp(index, touched)
        number = license_number(self.seed, index)
        return record(made, number=number, index=index, stamp=made["updated_at"], departure=ended)

    def _stamp(self, index: int, day: int) -> str:
        span = SECONDS_PER_DAY if day else SECONDS_PER_DAY * TOUCHED_WITHIN_DAYS
        return self.clock.stamp(day, Random(f"{self.seed}/{index}/stamp/{day}").randrange(span))

    def ends(self) -> list[Record]:
        """What has ended, also of numbers that live again."""
        with self.lock:
            return [*self.past_ends, *(held for held in self.records.values() if held.departure)]

    def all(self) -> list[Record]:
        """Every record as it is now."""
        with self.lock:
            return list(self.records.values())

    def spoil(self, number: str, edit: Edit) -> None:
        """Serve a licence as `edit` leaves its sound document, as a newer version unless the edit sets one itself.

        An edit that alters nothing makes a spoiled licence sound again.
        """
        with self.lock:
            old = self.records[number]
            sound = old.clean_document() | {"updated_at": self.now()}
            made = old.clean_document() | {"updated_at": self.now()}
            edit(made)
            if old.departure or (made == sound and not old.clean):
                return
            if made["version"] == sound["version"]:
                made["version"] = max(sound["version"], old.version) + 1
            clean = None if made == sound | {"version": made["version"]} else old.clean or old.body
            self.put(record(made, number=number, index=old.index, stamp=made["updated_at"], clean=clean))

    def living_numbers(self) -> list[str]:
        """The licences that have not ended, sorted."""
        return sorted(held.number for held in self.all() if not held.departure)

    def sound_numbers(self) -> list[str]:
        """The licences that generated changes may touch, sorted."""
        return sorted(held.number for held in self.all() if held.sound)
