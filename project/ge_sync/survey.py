"""Ask the server what there is: which licences changed, which are as we have them, which we have to ask for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from project.ge_sync.adapters.source import ControlTotals, Listed, Page, Source, Tombstone
from project.ge_sync.endings import Ended
from project.ge_sync.errors import GEError, SessionOver
from project.ge_sync.fetch import beside, one_by_one
from project.ge_sync.models import State, SyncedLicense
from project.ge_sync.sorting import (
    end_of,
    given_out_again,
    is_ahead,
    is_as_we_have_it,
    is_known_end,
    is_late,
    missed,
    to_ask_for,
)
from project.ge_sync.store import Store
from project.ge_sync.turns import whose_turn
from project.ge_sync.wanted import Wanted
from project.runs.errors import AskedToWait
from project.uncollected import uncollected


@dataclass(kw_only=True)
class Survey:
    """`wanted` by licence number, `verified` the numbers of which we have what was listed, `ended` all others.

    `left` licences were not looked at, by request or for lack of one; `not_read` says why of what else wasn't reached.
    """

    lists: bool = True
    as_of: datetime | None = None
    clock_ahead: timedelta = timedelta(0)
    listed: int = 0
    wanted: dict[str, Wanted] = field(default_factory=dict)
    verified: list[str] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    oddities: Counter[str] = field(default_factory=Counter)
    totals: ControlTotals | None = None
    left: int = 0
    not_read: dict[str, str] = field(default_factory=dict)


def survey(
    source: Source,
    *,
    since: datetime | None,
    store: Store,
    force: bool,
    limit: int | None,
    budget: int,
    alive: Callable[[], None],
) -> Survey:
    """List what changed with its documents, then everything without; documents go into the store as they come.

    A source that doesn't list is asked for at most `budget` licences, the most urgent ones. With `limit`, at most so
    many are looked at that are not as we have them, so that asking again goes on; and those that the listing leaves
    out are not missed.
    """
    found = Survey(lists=source.lists)
    if source.lists:
        _list(source, since, store, found, force=force, limit=limit, alive=alive)
    else:
        numbers, found.left = whose_turn(budget)
        found.listed = len(numbers) + found.left
        found.wanted = {number: Wanted(number) for number in numbers}
        if limit is not None:
            _keep_the_first(limit, numbers, found)
    return found


@uncollected()
def _list(
    source: Source,
    since: datetime | None,
    store: Store,
    found: Survey,
    *,
    force: bool,
    limit: int | None,
    alive: Callable[[], None],
) -> None:
    heads: dict[str, Listed] = {}
    known: Mapping[str, SyncedLicense] = {} if limit is None else _known()
    for page in one_by_one(source.pages(updated_since=since, full=True), alive=alive):
        _take(page, store, found, heads)
        if limit is not None and _enough(limit, heads, known, found, force=force):
            break
    else:
        if since:
            for page in one_by_one(source.pages(updated_since=None, full=False), alive=alive):
                _take(page, store, found, heads)
    found.listed = len(heads)
    found.oddities["ahead_of_time"] = sum(is_ahead(listed, found.as_of) for listed in heads.values())
    tombstones: dict[str, Tombstone] = {}
    if limit is None and found.as_of:
        tombstones = _tombstones(source, since, found, alive)
        found.totals = _totals(source, found.as_of, found, alive)
    # As late as may be: while the server listed, somebody may have synced one of them.
    known = _known()
    _sort_out(heads, known, tombstones, found, force=force)
    if limit is None:
        _miss(heads, known, tombstones, found)
    else:
        _keep_the_first(limit, sorted(found.wanted, key=lambda number: (_in_trouble(known.get(number)), number)), found)


def _take(page: Page, store: Store, found: Survey, heads: dict[str, Listed]) -> None:
    """Keep what the page says, and its documents; where a licence comes twice, the higher version counts."""
    if found.as_of is None:
        found.as_of, found.clock_ahead = page.as_of, page.clock_ahead
    _note_oddities(page, found)
    carried = [(one.license_number, one.document) for one in page.licenses if one.document is not None]
    keys = iter(store.keep(carried))
    for listed in page.licenses:
        key = next(keys) if listed.document is not None else ""
        number = listed.license_number
        if number in heads and (heads[number].version or 0) >= (listed.version or 0):
            continue
        # The document is in the store; keeping every page's in memory too would grow with the number of licences.
        heads[number] = replace(listed, document=None)
        found.wanted.pop(number, None)
        if key:
            found.wanted[number] = Wanted(number, key, listed.version, listed.etag)


def _enough(
    limit: int, heads: Mapping[str, Listed], known: Mapping[str, SyncedLicense], found: Survey, *, force: bool
) -> bool:
    """Whether so many are listed that are not as we have them; the others are looked at only where that is forced."""
    for number in [] if force else list(found.wanted):
        if is_as_we_have_it(heads[number], found.wanted[number], known.get(number)):
            del found.wanted[number]
    return sum(not _in_trouble(known.get(number)) for number in found.wanted) >= limit


def _in_trouble(mine: SyncedLicense | None) -> bool:
    """Whether it was asked for before, in vain: others come first, so that it can't keep them from their turn."""
    return mine is not None and mine.state != State.SYNCED


def _note_oddities(page: Page, found: Survey) -> None:
    found.oddities["odd_encoding"] += bool(page.odd_encoding)
    found.oddities["unreadable_entry"] += page.unreadable


def _sort_out(
    heads: Mapping[str, Listed],
    known: Mapping[str, SyncedLicense],
    tombstones: Mapping[str, Tombstone],
    found: Survey,
    *,
    force: bool,
) -> None:
    for number, listed in heads.items():
        mine, tombstone = known.get(number), tombstones.get(number)
        ended = end_of(number, listed, tombstone, found.as_of)
        if ended or is_late(listed, mine):
            found.wanted.pop(number, None)
            if ended and not is_known_end(ended, mine):
                found.ended.append(ended)
        elif not force and is_as_we_have_it(listed, found.wanted.get(number), mine):
            found.wanted.pop(number, None)
            found.verified.append(number)
        else:
            wanted = found.wanted.get(number) or to_ask_for(listed, None if force else mine)
            found.wanted[number] = wanted._replace(reissued=given_out_again(listed, tombstone))


def _miss(
    heads: Mapping[str, Listed],
    known: Mapping[str, SyncedLicense],
    tombstones: Mapping[str, Tombstone],
    found: Survey,
) -> None:
    """Licences that the listing leaves out have ended where a tombstone says so, and are asked for where none does."""
    for mine in missed(known, heads):
        number = mine.license_number
        if ended := end_of(number, None, tombstones.get(number), found.as_of):
            found.ended.append(ended)
        else:
            found.oddities["not_listed"] += 1
            found.wanted[number] = Wanted(number)


def _known() -> Mapping[str, SyncedLicense]:
    names = ("license_number", "state", "version", "base", "etag", "missing_rows", "ended_at", "ended_version")
    return SyncedLicense.objects.only(*names).in_bulk()


def _tombstones(
    source: Source, since: datetime | None, found: Survey, alive: Callable[[], None]
) -> dict[str, Tombstone]:
    """By licence number, the latest of each; that some can't be read is told, and stops nothing else."""
    latest: dict[str, Tombstone] = {}
    try:
        for one in one_by_one(source.tombstones(since=since), alive=alive):
            before = latest.get(one.license_number)
            if before is None or one.ended_at >= before.ended_at:
                latest[one.license_number] = one
    except GEError as error:
        found.not_read["tombstones"] = _unless_all_is_over(error)
    return latest


def _totals(source: Source, as_of: datetime, found: Survey, alive: Callable[[], None]) -> ControlTotals | None:
    try:
        return beside(lambda: source.control_totals(as_of=as_of), alive=alive)
    except GEError as error:
        found.not_read["control totals"] = _unless_all_is_over(error)
        return None


def _unless_all_is_over(error: GEError) -> str:
    """The error in a sentence, unless it is one that everything else will meet too."""
    if isinstance(error, AskedToWait | SessionOver):
        raise error
    return str(error)


def _keep_the_first(limit: int, numbers: Sequence[str], found: Survey) -> None:
    """So many, in this order; the others another time."""
    found.left += len(numbers[limit:])
    for number in numbers[limit:]:
        del found.wanted[number]
