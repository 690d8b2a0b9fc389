"""Ask the server what there is: which licences changed, which are as we have them, which we have to ask for."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from project.ge_sync.adapters.source import ControlTotals, Listed, Page, Source, Tombstone
from project.ge_sync.endings import Ended
from project.ge_sync.errors import GEError, SessionOver
from project.ge_sync.fetch import beside, one_by_one
from project.ge_sync.models import SyncedLicense
from project.ge_sync.sorting import end_of, given_out_again, is_as_we_have_it, is_known_end, is_late, missed, to_ask_for
from project.ge_sync.store import Store
from project.ge_sync.turns import whose_turn
from project.ge_sync.wanted import Wanted
from project.runs.errors import AskedToWait


@dataclass(kw_only=True)
class Survey:
    """`wanted` by licence number, `verified` the numbers of which we have what was listed, `ended` all others.

    `left` licences were not looked at, by request or for lack of one; `not_read` says why of what else wasn't reached.
    """

    lists: bool = True
    as_of: datetime | None = None
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
    many are looked at, and those that the listing leaves out are not missed.
    """
    found = Survey(lists=source.lists)
    if source.lists:
        _list(source, since, store, found, force=force, limit=limit, alive=alive)
    else:
        numbers, found.left = whose_turn(budget)
        found.listed = len(numbers) + found.left
        found.wanted = {number: Wanted(number) for number in numbers}
    if limit is not None:
        _keep_the_first(limit, found)
    return found


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
    for page in one_by_one(source.pages(updated_since=since, full=True), alive=alive):
        _take(page, store, found, heads)
        if limit is not None and len(found.wanted) >= limit:
            break
    else:
        if since:
            for page in one_by_one(source.pages(updated_since=None, full=False), alive=alive):
                _take(page, store, found, heads)
    found.listed = len(heads)
    tombstones: dict[str, Tombstone] = {}
    if limit is None and found.as_of:
        tombstones = _tombstones(source, since, found, alive)
        found.totals = _totals(source, found.as_of, found, alive)
    known = _known(None if limit is None else list(heads))
    _sort_out(heads, known, tombstones, found, force=force)
    if limit is None:
        _miss(heads, known, tombstones, found)


def _take(page: Page, store: Store, found: Survey, heads: dict[str, Listed]) -> None:
    """Keep what the page says, and its documents; where a licence comes twice, the higher version counts."""
    found.as_of = found.as_of or page.as_of
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


def _known(numbers: list[str] | None) -> Mapping[str, SyncedLicense]:
    names = ("license_number", "state", "version", "base", "etag", "missing_rows", "ended_at", "ended_version")
    return SyncedLicense.objects.only(*names).in_bulk(numbers)


def _tombstones(
    source: Source, since: datetime | None, found: Survey, alive: Callable[[], None]
) -> dict[str, Tombstone]:
    """By licence number, the latest of each; that they can't be read is told, and stops nothing else."""
    try:
        return {one.license_number: one for one in one_by_one(source.tombstones(since=since), alive=alive)}
    except GEError as error:
        found.not_read["tombstones"] = _unless_all_is_over(error)
        return {}


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


def _keep_the_first(limit: int, found: Survey) -> None:
    """So many by number; the others another time."""
    numbers = sorted(found.wanted)
    found.left += len(numbers[limit:])
    for number in numbers[limit:]:
        del found.wanted[number]
