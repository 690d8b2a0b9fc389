"""What a tombstone and a listing mean together: ended, alive after all, or given out again."""

from datetime import UTC, datetime, timedelta

import pytest

from project.ge_sync.adapters.source import Listed, Tombstone
from project.ge_sync.comparing.compare import is_late as is_late_document
from project.ge_sync.comparing.incoming import Incoming, Together
from project.ge_sync.contract.ended import read_tombstone
from project.ge_sync.errors import ContractViolation
from project.ge_sync.models import Ending, State, SyncedLicense
from project.ge_sync.sorting import (
    end_of,
    given_out_again,
    is_as_we_have_it,
    is_known_end,
    is_late,
    is_verified,
    missed,
)
from project.ge_sync.wanted import Wanted

NUMBER = "0310837893"
THEN = datetime(2026, 11, 20, 12, tzinfo=UTC)
EARLIER, LATER = THEN - timedelta(hours=1), THEN + timedelta(hours=1)
ENDED = Tombstone(license_number=NUMBER, reason="merged", ended_at=THEN, version=6, merged_into="0310000001")


def listed(version: int = 5, *, at: datetime | None = EARLIER, deleted: bool = False) -> Listed:
    return Listed(license_number=NUMBER, version=version, etag="", deleted=deleted, updated_at=at)


def synced(state: State = State.SYNCED, **values: object) -> SyncedLicense:
    return SyncedLicense(license_number=NUMBER, state=state.value, version=5, updated_at=EARLIER, **values)


def incoming(version: int, at: datetime, *, reissued: bool = False) -> Incoming:
    return Incoming(
        license_number=NUMBER,
        version=version,
        updated_at=at,
        sha256="",
        etag="",
        document=None,
        together=Together([]),
        reissued=reissued,
    )


def test_a_tombstone_ends_a_licence_that_the_listing_leaves_out_or_shows_as_it_was() -> None:
    for seen in (None, listed(), listed(6, at=THEN, deleted=True)):
        ended = end_of(NUMBER, seen, ENDED, LATER)
        assert ended is not None
        assert (ended.outcome, ended.code, ended.got) == (Ending.GONE, "license_merged", "merged into 0310000001")
        assert (ended.ended_at, ended.ended_version) == (THEN, 6)


def test_a_licence_listed_alive_after_its_end_lives() -> None:
    assert end_of(NUMBER, listed(1, at=LATER), ENDED, LATER) is None
    assert end_of(NUMBER, listed(7, at=None), ENDED, LATER) is None


def test_a_licence_without_tombstone_that_the_listing_leaves_out_has_not_ended() -> None:
    assert end_of(NUMBER, None, None, LATER) is None


def test_a_deleted_one_ended_when_the_listing_says_or_was_made() -> None:
    ended = end_of(NUMBER, listed(6, at=None, deleted=True), None, LATER)

    assert ended is not None
    assert (ended.code, ended.ended_at, ended.ended_version) == ("deleted_upstream", LATER, 6)


def test_an_end_is_news_once() -> None:
    ended = end_of(NUMBER, None, ENDED, LATER)
    assert ended is not None

    assert not is_known_end(ended, None)
    assert not is_known_end(ended, synced())
    assert is_known_end(ended, synced(State.GONE, ended_version=6))
    assert not is_known_end(ended, synced(State.GONE, ended_version=5)), "the next licence of that number ended too"


def test_a_number_is_given_out_again_when_it_lives_on_after_its_tombstone() -> None:
    assert given_out_again(listed(1, at=LATER), ENDED)
    assert not given_out_again(listed(5), ENDED)
    assert not given_out_again(listed(1, at=LATER), None)
    assert not given_out_again(listed(7, at=LATER, deleted=True), ENDED)


def test_a_gone_licence_listed_as_before_its_end_stays_gone() -> None:
    gone = synced(State.GONE, ended_at=THEN)

    assert is_late(listed(), gone)
    assert not is_late(listed(1, at=LATER), gone)
    assert not is_late(listed(), synced())


def test_an_older_version_is_late_and_a_higher_one_is_not() -> None:
    assert is_late_document(incoming(4, LATER), synced())
    assert not is_late_document(incoming(5, LATER), synced())
    assert not is_late_document(incoming(6, LATER), synced())
    assert not is_late_document(incoming(1, LATER), None)


def test_a_licence_of_a_number_given_out_again_begins_at_version_one() -> None:
    assert not is_late_document(incoming(1, LATER, reissued=True), synced())
    assert not is_late_document(incoming(1, LATER), synced(State.GONE, ended_at=THEN))
    assert is_late_document(incoming(9, EARLIER), synced(State.GONE, ended_at=THEN)), "an answer from before the end"


def test_only_the_same_version_of_a_synced_licence_is_verified() -> None:
    assert is_verified(listed(5), synced())
    assert not is_verified(listed(6), synced())
    assert not is_verified(listed(4), synced())
    assert not is_verified(listed(5), synced(State.QUARANTINED))
    assert not is_verified(listed(5), None)


def test_a_licence_whose_document_came_again_is_as_we_have_it_and_one_with_another_is_not() -> None:
    again, another = Wanted(NUMBER, "a" * 64), Wanted(NUMBER, "b" * 64)

    assert is_as_we_have_it(listed(6), again, synced(base_id="a" * 64))
    assert not is_as_we_have_it(listed(5), another, synced(base_id="a" * 64))
    assert not is_as_we_have_it(listed(5), again, synced(State.QUARANTINED, base_id="a" * 64))
    assert not is_as_we_have_it(listed(5), again, synced(base_id="a" * 64, missing_rows=1))
    assert not is_as_we_have_it(listed(5), again, None)


def test_a_licence_listed_without_its_document_is_as_we_have_it_by_its_version() -> None:
    assert is_as_we_have_it(listed(5), None, synced())
    assert not is_as_we_have_it(listed(6), None, synced())
    assert not is_as_we_have_it(listed(5), None, synced(missing_rows=1))


def test_who_is_missed_is_known_and_not_gone_and_the_listing_lists_somebody() -> None:
    other = {"0310000001": listed()}

    assert [one.license_number for one in missed({NUMBER: synced()}, other)] == [NUMBER]
    assert list(missed({NUMBER: synced(State.GONE)}, other)) == []
    assert list(missed({NUMBER: synced()}, {})) == [], "an empty listing is an outage"


def test_a_tombstone_is_read_with_its_types() -> None:
    raw = {"license_number": "310837893", "reason": "withdrawn", "merged_into": None, "ended_at": "2026-11-20T17:30:00"}

    assert read_tombstone(raw, "data[0]") == Tombstone(license_number=NUMBER, reason="withdrawn", ended_at=THEN)


@pytest.mark.parametrize("missing", ["license_number", "reason", "ended_at"])
def test_a_tombstone_that_lacks_something_is_named_with_its_path(missing: str) -> None:
    raw = {"license_number": NUMBER, "reason": "cancelled", "ended_at": "2026-11-20T17:30:00+05:30"}
    del raw[missing]

    with pytest.raises(ContractViolation) as refused:
        read_tombstone(raw, "data[3]")

    assert refused.value.path == f"data[3].{missing}"
