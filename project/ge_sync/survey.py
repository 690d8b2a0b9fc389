"""Ask the server what there is: which licences changed, which are as we have them, which we have to ask for."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from project.ge_sync.adapters.source import Listed, Page, Source
from project.ge_sync.endings import NOT_LISTED, Ended
from project.ge_sync.fetch import pages_alive
from project.ge_sync.models import Ending, State, SyncedLicense
from project.ge_sync.store import Store
from project.ge_sync.wanted import Wanted


@dataclass(kw_only=True)
class Survey:
    """`wanted` by licence number, `verified` the numbers whose listed version is ours, `ended` all others."""

    as_of: datetime | None = None
    listed: int = 0
    wanted: dict[str, Wanted] = field(default_factory=dict)
    verified: list[str] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    oddities: Counter[str] = field(default_factory=Counter)


def survey(source: Source, *, since: datetime | None, store: Store, force: bool, alive: Callable[[], None]) -> Survey:
    """List what changed with its documents, then everything without; documents go into the store as they come."""
    found = Survey()
    heads: dict[str, Listed] = {}
    for page in pages_alive(source.pages(updated_since=since, full=True), alive=alive):
        found.as_of = found.as_of or page.as_of
        _take_documents(page, store, found, heads)
    if since:
        for page in pages_alive(source.pages(updated_since=None, full=False), alive=alive):
            for listed in page.licenses:
                heads.setdefault(listed.license_number, listed)
    found.listed = len(heads)
    _sort_out(heads, found, force=force)
    return found


def _take_documents(page: Page, store: Store, found: Survey, heads: dict[str, Listed]) -> None:
    """Keep the page's documents; where a licence comes twice, the higher version counts."""
    found.oddities["odd_encoding"] += bool(page.odd_encoding)
    carried = [(one, one.document) for one in page.licenses if one.document is not None]
    keys = dict(
        zip((id(one) for one, _ in carried), store.keep((o.license_number, d) for o, d in carried), strict=True)
    )
    for listed in page.licenses:
        before = heads.get(listed.license_number)
        if before is not None and (before.version or 0) >= (listed.version or 0):
            continue
        # The document is in the store; keeping every page's in memory too would grow with the number of licences.
        heads[listed.license_number] = Listed(
            license_number=listed.license_number,
            version=listed.version,
            etag=listed.etag,
            deleted=listed.deleted,
        )
        if id(listed) in keys:
            found.wanted[listed.license_number] = Wanted(
                listed.license_number, keys[id(listed)], listed.version, listed.etag
            )


def _sort_out(heads: dict[str, Listed], found: Survey, *, force: bool) -> None:
    known = SyncedLicense.objects.only("license_number", "version", "state").in_bulk()
    for number, listed in heads.items():
        mine = known.get(number)
        if listed.deleted:
            found.wanted.pop(number, None)
            if mine is None or mine.state != State.GONE:
                found.ended.append(Ended(license_number=number, outcome=Ending.GONE, code="deleted_upstream"))
        elif number in found.wanted:
            continue
        elif mine and mine.state == State.SYNCED and mine.version == listed.version and not force:
            found.verified.append(number)
        else:
            found.wanted[number] = Wanted(number, "", listed.version, listed.etag)
    # A listing of nothing is an outage, and says nothing of any licence.
    for number in sorted(known.keys() - heads.keys()) if heads else ():
        if known[number].state != State.GONE:
            found.ended.append(Ended(license_number=number, outcome=Ending.FAILED, code=NOT_LISTED))
