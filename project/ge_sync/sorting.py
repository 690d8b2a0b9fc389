"""What the listing and the tombstones mean for each licence: as we have it, to be asked for, or ended. Pure."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from project.ge_sync.adapters.source import Listed, Tombstone
from project.ge_sync.endings import Ended
from project.ge_sync.models import Ending, State, SyncedLicense
from project.ge_sync.wanted import Wanted

# Two machines of a server need not agree to the second.
MOST_AHEAD = timedelta(minutes=5)


def is_verified(listed: Listed, mine: SyncedLicense | None) -> bool:
    """Whether the listed version is the one we hold."""
    return mine is not None and mine.state == State.SYNCED and mine.version == listed.version


def is_as_we_have_it(listed: Listed, received: Wanted | None, mine: SyncedLicense | None) -> bool:
    """Whether the document that came is the one applied last, or where none came, the listed version is.

    Rows that were missing at the last check are looked for once more, whether the document changed or not.
    """
    if mine is None or mine.state != State.SYNCED or mine.missing_rows:
        return False
    return received.sha256 == mine.base_id if received else is_verified(listed, mine)


def to_ask_for(listed: Listed, mine: SyncedLicense | None) -> Wanted:
    """What the listing left open; where only rows were missing at the last check, the document we hold will do."""
    if mine and is_verified(listed, mine) and mine.base_id:
        return Wanted(listed.license_number, mine.base_id, listed.version, mine.etag)
    return Wanted(listed.license_number, "", listed.version, listed.etag)


def end_of(number: str, listed: Listed | None, tombstone: Tombstone | None, as_of: datetime | None) -> Ended | None:
    """How a licence ended, if it did: its tombstone says so, unless it was listed alive later, or the listing does."""
    if tombstone and not (listed and _lives_on(listed, tombstone)):
        return Ended(
            license_number=number,
            outcome=Ending.GONE,
            code=f"license_{tombstone.reason}"[:64],
            got=f"merged into {tombstone.merged_into}" if tombstone.merged_into else "",
            ended_at=tombstone.ended_at,
            ended_version=tombstone.version,
        )
    if listed and listed.deleted:
        return Ended(
            license_number=number,
            outcome=Ending.GONE,
            code="deleted_upstream",
            ended_at=listed.updated_at or as_of,
            ended_version=listed.version,
        )
    return None


def is_known_end(ended: Ended, mine: SyncedLicense | None) -> bool:
    """Whether nothing is new about it."""
    return mine is not None and mine.state == State.GONE and ended.ended_version in (None, mine.ended_version)


def is_late(listed: Listed, mine: SyncedLicense | None) -> bool:
    """Whether a licence that we know has ended is listed as it was before that."""
    if mine is None or mine.state != State.GONE or mine.ended_at is None or listed.updated_at is None:
        return False
    return listed.updated_at <= mine.ended_at


def is_ahead(listed: Listed, as_of: datetime | None) -> bool:
    """Whether it was changed at a time that is not here yet by the server's own clock."""
    return bool(as_of and listed.updated_at and listed.updated_at - as_of > MOST_AHEAD)


def given_out_again(listed: Listed, tombstone: Tombstone | None) -> bool:
    """Whether the number ended, and stands for another licence since, whose versions begin anew."""
    return tombstone is not None and not listed.deleted and _lives_on(listed, tombstone)


def missed(known: Mapping[str, SyncedLicense], heads: Mapping[str, Listed]) -> Iterator[SyncedLicense]:
    """Licences we know of and the listing doesn't; none when it lists nothing: that is an outage."""
    if heads:
        for number in sorted(known.keys() - heads.keys()):
            if known[number].state != State.GONE:
                yield known[number]


def _lives_on(listed: Listed, tombstone: Tombstone) -> bool:
    if listed.deleted:
        return False
    if listed.updated_at is not None:
        return listed.updated_at > tombstone.ended_at
    return (listed.version or 0) > (tombstone.version or 0)
