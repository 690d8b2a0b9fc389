"""Nights on which a server misbehaves in several ways at once, drawn by a seed, and what has to hold after each."""

from collections.abc import Iterable
from random import Random
from typing import Any

from project.ge_sync.models import Ending, LicenseOutcome, SyncedLicense
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
}
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
}
LOCAL = {"purchase_status": "MI", "user_comment": "ours", "ge_file_number": 77, "billing_rate": "12.50"}


class RoughNights:
    """A server, and a database that follows it through thick and thin."""

    def __init__(self, server: GEServer, sync: Sync, *, seed: int) -> None:
        self.server, self.sync, self.dice = server, sync, Random(seed)
        self.day = 0
        self.runs: list[int] = []
        self.spoiled: dict[str, set[str]] = {}
        # Rows that are missing are deleted after the second check, and reissued transfers leave their first key behind.
        self.loose: set[str] = set()

    def spoil(self, *, share: float) -> None:
        """Some licences go wrong, each in one or more ways, and some answers."""
        for name in self.dice.sample(sorted(DOCUMENTS), k=6):
            limits = {"share": share, "seed": self.dice.randrange(10**6)}
            self.spoiled[name] = set(self.server.misbehave(name, **limits))
            if "more" in DOCUMENTS[name] or DOCUMENTS[name] == "as it was":
                self.loose |= self.spoiled[name]
        for name in self.dice.sample(sorted(ANSWERS), k=3):
            self.server.misbehave(name, **ANSWERS[name])

    def mend(self) -> None:
        """Everything is sound again."""
        self.server.control("misbehave", on=False)
        self.spoiled = {}

    def next_day(self) -> None:
        self.day += 1
        self.server.control("day", day=self.day)

    def night(self, *arguments: str) -> Synced:
        """One sync; what has to hold after every one of them."""
        done = self.sync(*arguments)
        self.runs = [done.report["run"]]
        if done.report["status"] == "needs_approval":
            done = self.sync("--approve", str(done.report["run"]))
            self.runs.append(done.report["run"])
        for name in ANSWERS:
            self.server.behave(name)
        self.every_licence_has_one_end()
        self.not_green_when_something_was_not_reached(done)
        self.rows_are_the_servers_last_word()
        self.what_is_local_is_untouched()
        return done

    def every_licence_has_one_end(self) -> None:
        ends = self.ends()
        assert self.documents().keys() - ends.keys() == set()
        bad = [end for end in ends.values() if end.outcome in ("quarantined", "failed", "gone")]
        assert [end for end in bad if not end.code] == []

    def ends(self) -> dict[str, LicenseOutcome]:
        """Of each licence the last one of the night: a plan that was approved ends some for the second time."""
        rows = LicenseOutcome.objects.filter(run__in=self.runs).order_by("run")
        return {row.license_number: row for row in rows}

    def not_green_when_something_was_not_reached(self, done: Synced) -> None:
        bad = LicenseOutcome.objects.filter(run=done.report["run"], outcome__in=["quarantined", "failed"])
        assert not bad.exists() or done.status != 0
        assert (done.status == 0) == (Run.objects.get(pk=done.report["run"]).outcome == "clean")

    def rows_are_the_servers_last_word(self) -> None:
        in_step = (Ending.NEW, Ending.CHANGED, Ending.UNCHANGED)
        good = {number for number, end in self.ends().items() if end.outcome in in_step and not end.code}
        documents = self.documents()
        for number in sorted(good - self.loose):
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
        nights.spoil(share=share / 2)
        nights.night()
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
