"""Nights on which a server misbehaves in several ways at once, drawn by a seed, and what has to hold after each."""

import time
from collections.abc import Iterable
from contextlib import suppress
from random import Random
from typing import Any

from django.core.management import CommandError

from project.ge_sync.models import Ending, LicenseOutcome, Source, SyncedLicense
from project.license.models import LicenseDetailsModel
from project.runs.models import Run

from .conftest import GEServer, Sync, Synced
from .independent_reading import actual_rows, expected_rows
from .server_words import as_the_contract_writes

# What spoils documents, with how each leaves the licence: `same` as its document says once that is read.
DOCUMENTS = {
    "bad_characters": "quarantined",
    "odd_dates": "same or quarantined",
    "odd_numbers": "same or quarantined",
    "lost_zeros": "same",
    "moved_owner": "failed",
    "odd_balances": "same",
    "odd_clock": "same",
    "stale_replica": "as it was",
    "new_shapes": "same or quarantined",
    "other_port": "same",
    "reissued_transfer": "as it was, or more",
    "vanished_row": "as it was, or more",
    "empty_children": "as it was, or more",
    "listed_twice": "same",
    "short_page": "same, or told",
}
# What strikes answers a few times, so that a run gets over it; some strike at any of these places.
PLACES = ("", "list", "license", "tombstones", "control-totals", "session")
ANSWERS: dict[str, dict[str, Any]] = {
    "login_page": {"first": 1},
    "truncated": {"first": 2},
    "wrong_encoding": {"variant": "bom", "share": 0.3},
    "slow_drip": {"first": 1},
    "limit_without_wait": {"first": 1},
    "odd_retry_after": {"variant": "date", "first": 1},
    "session_lost": {"first": 1},
    "error_with_200": {"first": 2},
    "huge_body": {"first": 1, "endpoint": "license"},
    "error_status": {"variant": "503", "first": 2},
    "other_contract": {},
}
AT_ANY_PLACE = ("login_page", "truncated", "slow_drip", "limit_without_wait", "error_with_200", "error_status")
# What no run gets over.
FATAL: dict[str, dict[str, Any]] = {
    "repeated_page": {},
    "empty_listing": {},
    "redirect": {},
    "huge_body": {"endpoint": "list"},
    "login_page": {},
    "session_lost": {},
    "odd_retry_after": {"variant": "day", "first": 1},
}
LOCAL = {"purchase_status": "MI", "user_comment": "ours", "ge_file_number": 77, "billing_rate": "12.50"}


class RoughNights:
    """A server, and a database that follows it through thick and thin."""

    def __init__(self, server: GEServer, sync: Sync, *, seed: int) -> None:
        self.server, self.sync, self.dice = server, sync, Random(seed)
        self.day = 0
        self.runs: list[int] = []
        self.spoiled: dict[str, set[str]] = {}
        self.ended: set[str] = set()
        # Rows that are missing are deleted after the second check, and reissued transfers leave their first key behind.
        self.loose: set[str] = set()

    def spoil(self, *, share: float) -> None:
        """Some licences go wrong, a few of them in every way that is drawn, and some answers."""
        numbers = sorted(self.server.documents())
        unlucky = self.dice.sample(numbers, k=3)
        for name in self.dice.sample(sorted(DOCUMENTS), k=6):
            some = self.dice.sample(numbers, k=round(share * len(numbers)))
            self.spoil_these(name, [*unlucky, *some])
        for name in self.dice.sample(sorted(ANSWERS), k=3):
            place = self.dice.choice(PLACES) if name in AT_ANY_PLACE else ""
            self.server.misbehave(name, **ANSWERS[name], **({"endpoint": place} if place else {}))

    def spoil_these(self, name: str, numbers: list[str]) -> None:
        """These licences go wrong so, the same way whenever the seed is the same."""
        chosen = self.server.misbehave(name, license=numbers, seed=self.dice.randrange(10**6))
        self.spoiled[name] = set(chosen)
        if "more" in DOCUMENTS[name] or DOCUMENTS[name] == "as it was":
            self.loose |= self.spoiled[name]

    def end_some_and_revive_some(self) -> None:
        """Licences end; some that ended live again, as they were or given out anew; and some of those end again."""
        fresh = self.dice.sample(sorted(self.server.documents()), k=4)
        for number in fresh:
            self.end(number)
        for number in self.dice.sample(sorted(self.ended), k=min(3, len(self.ended))):
            self.server.control("revive", license_number=number, **self.dice.choice(({}, {"version": 1})))
            self.ended.discard(number)
            if self.dice.random() < 0.3:
                self.end(number)
        # The server's clock shows whole seconds: what is changed after this is changed later than that.
        time.sleep(2)
        for number in self.dice.sample(fresh, k=2):
            if number not in self.ended:
                self.server.control("document", license_number=number, set={"file_number": "AGAIN"})

    def end(self, number: str) -> None:
        self.server.control("end", license_number=number, reason=self.dice.choice(("cancelled", "withdrawn")))
        self.ended.add(number)

    def mend(self) -> None:
        """Everything is sound again."""
        self.server.control("misbehave", on=False)
        self.spoiled = {}

    def fatal_night(self) -> None:
        """No run gets over this: it says so, writes nothing but what it had before that, and never ends well."""
        name = self.dice.choice(sorted(FATAL))
        self.server.misbehave(name, **FATAL[name])
        before = SyncedLicense.objects.filter(state="gone").count()
        with suppress(CommandError):
            assert self.sync().status != 0, name
        assert Run.objects.latest("pk").outcome in ("failed", "reported"), name
        assert SyncedLicense.objects.filter(state="gone").count() == before, name
        self.server.behave(name)
        Source.objects.update(pause_until=None, open_until=None, failures=0)

    def next_day(self) -> None:
        self.day += 1
        self.server.control("day", day=self.day)

    def night(self, *arguments: str) -> Synced:
        """One sync; what has to hold after every one of them."""
        done = self._synced(*arguments)
        self.runs = [done.report["run"]]
        if done.report["status"] == "needs_approval":
            done = self.sync("--approve", str(done.report["run"]))
            self.runs.append(done.report["run"])
        for name in ANSWERS:
            self.server.behave(name)
        self.every_licence_has_one_end(done)
        self.not_green_when_something_was_not_reached(done)
        self.rows_are_the_servers_last_word()
        self.what_is_local_is_untouched()
        return done

    def _synced(self, *arguments: str) -> Synced:
        """A sync; where the server struck too hard to get over it, the next one, for which it behaves."""
        with suppress(CommandError):
            return self.sync(*arguments)
        failed = Run.objects.latest("pk")
        assert (failed.outcome, bool(failed.last_error)) == ("failed", True)
        for name in ANSWERS:
            self.server.behave(name)
        Source.objects.update(open_until=None, failures=0)
        return self.sync(*arguments)

    def every_licence_has_one_end(self, done: Synced) -> None:
        ends = self.ends()
        unheard_of = self.documents().keys() - ends.keys()
        assert unheard_of <= self.spoiled.get("short_page", set()), (unheard_of, self.spoiled)
        codes = {finding["code"] for finding in done.report["findings"]}
        assert not unheard_of or (done.status, "unreadable_entry" in codes) == (1, True)
        if "not_read" not in codes:
            gone = set(SyncedLicense.objects.filter(state="gone").values_list("pk", flat=True))
            assert self.ended & set(SyncedLicense.objects.values_list("pk", flat=True)) <= gone
        bad = [end for end in ends.values() if end.outcome in ("quarantined", "failed", "gone")]
        assert [end for end in bad if not end.code] == []

    def ends(self) -> dict[str, LicenseOutcome]:
        """Of each licence the last one of the night: a plan that was approved ends some for the second time."""
        rows = LicenseOutcome.objects.filter(run__in=self.runs).order_by("run")
        return {row.license_number: row for row in rows}

    def not_green_when_something_was_not_reached(self, done: Synced) -> None:
        bad = LicenseOutcome.objects.filter(run=done.report["run"], outcome__in=["quarantined", "failed"])
        assert not bad.exists() or done.status != 0
        assert done.status != 0 or SyncedLicense.objects.exclude(state__in=("synced", "gone")).count() == 0
        assert (done.status == 0) == (Run.objects.get(pk=done.report["run"]).outcome == "clean")

    def rows_are_the_servers_last_word(self) -> None:
        in_step = (Ending.NEW, Ending.CHANGED, Ending.UNCHANGED)
        good = {number for number, end in self.ends().items() if end.outcome in in_step and not end.code}
        documents = self.documents()
        for number in sorted((good & documents.keys()) - self.loose):
            found = differences(number, documents[number])
            assert found == {}, (number, [name for name, chosen in self.spoiled.items() if number in chosen], found)

    def what_is_local_is_untouched(self) -> None:
        for found in LicenseDetailsModel.objects.filter(license_number__in=self.marked()):
            assert {name: str(getattr(found, name)) for name in LOCAL} == {n: str(v) for n, v in LOCAL.items()}

    def mark(self, numbers: Iterable[str]) -> None:
        """Somebody here writes into the fields that are theirs."""
        LicenseDetailsModel.objects.filter(license_number__in=list(numbers)).update(**LOCAL)

    def marked(self) -> list[str]:
        return list(LicenseDetailsModel.objects.filter(user_comment="ours").values_list("license_number", flat=True))

    def documents(self) -> dict[str, dict[str, Any]]:
        """What the server says now, by the number that each licence really has."""
        return {number.zfill(10): as_the_contract_writes(one) for number, one in self.server.documents().items()}

    def everything_is_in_step(self) -> None:
        """After everything is sound again and was looked at twice, nothing is left of the rough nights."""
        documents = self.documents()
        wrong = {number: found for number, one in documents.items() if (found := differences(number, one))}
        assert wrong == {}, wrong
        assert set(SyncedLicense.objects.filter(state="synced").values_list("pk", flat=True)) == documents.keys()


def live_through(nights: RoughNights, *, rough: int, share: float) -> None:
    """A first load and some nights that go wrong, then sound ones: at their end nothing is left of the rough ones."""
    nights.spoil(share=share)
    nights.night()
    nights.mark(sorted(nights.documents())[:20])
    for _ in range(rough):
        nights.mend()
        nights.next_day()
        nights.fatal_night()
        nights.end_some_and_revive_some()
        nights.spoil(share=share / 2)
        nights.night()
    come_to_rest(nights)


def come_to_rest(nights: RoughNights) -> None:
    """Sound nights: at their end all is in step, and nothing is left to change."""
    nights.mend()
    for _ in range(3):
        nights.night()
    nights.loose.clear()
    nights.everything_is_in_step()
    assert nights.night().report["changes"] == []


def differences(number: str, document: dict[str, Any]) -> dict[str, Any]:
    """Where the rows of a licence are not what its document says: expected and found, by table."""
    expected, found = expected_rows(document), actual_rows(number)
    for rows in (expected, found):
        rows["license"][0].pop("purchase_status")  # local, and what a new licence begins with
    return {
        table: (
            [row for row in expected[table] if row not in found[table]],
            [row for row in found[table] if row not in expected[table]],
        )
        for table in expected
        if expected[table] != found[table]
    }
