"""What the server says of some licences: from the store what the listing carried, by request the rest."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from project.ge_sync.adapters.source import Source
from project.ge_sync.comparing.incoming import Incoming, read_documents
from project.ge_sync.endings import Ended, ended_by
from project.ge_sync.errors import (
    GEAsksToWait,
    GEError,
    GEUnavailable,
    NotConfigured,
    NotTrusted,
    SessionOver,
)
from project.ge_sync.fetch import Asked, fetch_all
from project.ge_sync.models import Ending, State, SyncedLicense
from project.ge_sync.store import Store
from project.ge_sync.synced import synced_among
from project.ge_sync.wanted import Wanted

# So many that can't be had prove nothing, even where they are all that a chunk asks for.
_FEW = 3


@dataclass(kw_only=True)
class Gathered:
    """Documents to compare, licences that have ended already, and what was odd on the way."""

    incoming: list[Incoming] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    oddities: Counter[str] = field(default_factory=Counter)
    unknown_fields: Counter[str] = field(default_factory=Counter)


def gather(
    wanted: Sequence[Wanted], *, source: Source, store: Store, force: bool, threads: int, alive: Callable[[], None]
) -> Gathered:
    """Read every wanted document but those that we hold already; raises when the server is away for most of them."""
    synced = synced_among([one.license_number for one in wanted])
    # Rows that were missing at the last check are looked for once more, whether the document changed or not.
    held = {} if force else {n: s for n, s in synced.items() if s.state == State.SYNCED and not s.missing_rows}
    gathered = Gathered()
    complete = [*(one for one in wanted if one.sha256)]
    asked = fetch_all(
        source,
        [
            (w.license_number, held[w.license_number].etag if w.license_number in held else "")
            for w in wanted
            if not w.sha256
        ],
        threads=threads,
        alive=alive,
    )
    reissued = {one.license_number for one in wanted if one.reissued}
    received = _received(list(asked), store, gathered, total=len(wanted))
    complete += [one._replace(reissued=one.license_number in reissued) for one in received]
    complete.sort()
    changed = [one for one in complete if not _is_held(one, held)]
    gathered.ended += [_unchanged(one) for one in complete if _is_held(one, held)]
    listed = {one.license_number: one.version for one in wanted}
    gathered.ended = [_late_if_older(one, held.get(one.license_number), listed) for one in gathered.ended]
    _read(changed, store, gathered)
    return gathered


def _late_if_older(ended: Ended, mine: SyncedLicense | None, listed: Mapping[str, int | None]) -> Ended:
    """The same, told as a late answer where what we have is all that came, and the listing knows of a later one."""
    version = listed.get(ended.license_number)
    if ended.outcome is not Ending.UNCHANGED or mine is None or mine.version is None or version is None:
        return ended
    return replace(ended, code="stale_version", got=str(mine.version)) if mine.version < version else ended


def _received(asked: Sequence[Asked], store: Store, gathered: Gathered, *, total: int) -> list[Wanted]:
    """The fetched documents, stored; the rest has ended."""
    errors = {one.license_number: one.answer for one in asked if isinstance(one.answer, GEError)}
    _raise_when_the_server_is_away(errors, total=total)
    gathered.ended += [ended_by(number, error) for number, error in errors.items()]
    documents: list[tuple[str, dict[str, Any]]] = []
    etags: list[str] = []
    for number, answer in asked:
        if isinstance(answer, GEError):
            continue
        if answer.document is None:
            gathered.ended.append(Ended(license_number=number, outcome=Ending.UNCHANGED))
            continue
        gathered.oddities["odd_encoding"] += bool(answer.odd_encoding)
        documents.append((number, answer.document))
        etags.append(answer.etag)
    keys = store.keep(documents)
    return [Wanted(number, key, None, etag) for (number, _), key, etag in zip(documents, keys, etags, strict=True)]


def _raise_when_the_server_is_away(errors: dict[str, GEError], *, total: int) -> None:
    """A few licences that can't be had are their own trouble; most of many are the server's."""
    for error in errors.values():
        if isinstance(error, SessionOver | NotConfigured | NotTrusted):
            raise error
    away = [error for error in errors.values() if isinstance(error, GEUnavailable)]
    asked_to_wait = [error for error in away if isinstance(error, GEAsksToWait)]
    if len(away) * 2 > total and (asked_to_wait or len(away) > _FEW):
        raise (asked_to_wait or away)[0]


def _is_held(one: Wanted, held: dict[str, SyncedLicense]) -> bool:
    return one.license_number in held and held[one.license_number].base_id == one.sha256


def _unchanged(one: Wanted) -> Ended:
    return Ended(license_number=one.license_number, outcome=Ending.UNCHANGED, payload_sha256=one.sha256)


def _read(wanted: Sequence[Wanted], store: Store, gathered: Gathered) -> None:
    gathered.incoming, refused = read_documents(wanted, store.contents(one.sha256 for one in wanted))
    gathered.ended += [ended_by(one.license_number, why, payload_sha256=one.sha256) for one, why in refused]
    for read in gathered.incoming:
        gathered.oddities.update(read.warnings)
        gathered.unknown_fields.update(read.unknown_fields)
