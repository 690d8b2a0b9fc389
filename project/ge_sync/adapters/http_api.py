"""Contract v1 over HTTP: listing pages with a cursor, documents by conditional GET."""

from collections.abc import Callable, Iterator, Mapping, Set
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

from django.conf import settings

from project.ge_sync.adapters.source import ControlTotals, Fetched, Listed, Page, Tombstone
from project.ge_sync.contract.dates import instant
from project.ge_sync.contract.ended import read_tombstone
from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.contract.totals import read_totals
from project.ge_sync.errors import BadAnswer, ContractViolation, CursorExpired, NotConfigured, Stalled
from project.ge_sync.http.answers import NOT_MODIFIED, Answer
from project.ge_sync.http.client import Client
from project.ge_sync.http.paced import name_of, paced_asker
from project.runs.license_scope import NotALicenseNumberError, ten_digits

PAGE_LIMIT = 200
RESTARTS = 2
LONGEST_ETAG = 200
# What the listing adds to a document.
_ENVELOPE = ("etag", "deleted")
T = TypeVar("T")


def from_settings() -> "HttpApi":
    """The server of GE_BASE_URL; NotConfigured says what to set."""
    if not settings.GE_BASE_URL:
        raise NotConfigured("GE_BASE_URL is not set: write the address of the GE server into the environment or .env.")
    if not (settings.GE_CLIENT_ID and settings.GE_CLIENT_SECRET):
        raise NotConfigured("GE_CLIENT_ID and GE_CLIENT_SECRET are not set: the GE server asks for both.")
    name = name_of(settings.GE_BASE_URL)
    client = Client(
        paced_asker(settings.GE_BASE_URL),
        source_name=name,
        client_id=settings.GE_CLIENT_ID,
        client_secret=settings.GE_CLIENT_SECRET,
    )
    return HttpApi(client, name=name)


class HttpApi:
    """The default source."""

    lists = True

    def __init__(self, client: Client, *, name: str) -> None:
        self._client = client
        self.name = name

    @property
    def requests(self) -> int:
        """How many requests were sent, retries and logins included."""
        return self._client.requests

    def pages(self, *, updated_since: datetime | None, full: bool) -> Iterator[Page]:
        """Every page of the listing."""
        params = {"updated_since": updated_since.isoformat()} if updated_since else {}
        if full:
            params["include"] = "full"
        return self._every_page("/v1/licenses", params, _page, _versions)

    def tombstones(self, *, since: datetime | None) -> Iterator[Tombstone]:
        """Every number that ended since then."""
        params = {"since": since.isoformat()} if since else {}
        for page in self._every_page("/v1/tombstones", params, _tombstones, set):
            yield from page

    def control_totals(self, *, as_of: datetime) -> ControlTotals:
        """As things stood then, where the server can still tell."""
        return read_totals(self._client.get("/v1/control-totals", {"as_of": as_of.isoformat()}).value)

    def document(self, license_number: str, *, etag: str) -> Fetched:
        """One document; None in it when the server still has the one with that ETag."""
        answer = self._client.get(f"/v1/licenses/{quote(license_number, safe='')}", etag=etag)
        if answer.status != NOT_MODIFIED:
            return Fetched(document=answer.value, etag=usable_etag(answer.etag), odd_encoding=answer.odd_encoding)
        if not etag:
            raise BadAnswer("the server says that nothing changed, though it was not told what we have")
        return Fetched(document=None, etag=etag)

    def _every_page(
        self, path: str, params: Mapping[str, str], read: Callable[[Answer], T], entries: Callable[[T], Set[Any]]
    ) -> Iterator[T]:
        """An expired cursor starts a list again, since applying a page twice does no harm."""
        for last in (*[False] * RESTARTS, True):
            try:
                yield from self._pages_from_the_first(path, params, read, entries)
                return
            except CursorExpired:
                if last:
                    raise

    def _pages_from_the_first(
        self, path: str, params: Mapping[str, str], read: Callable[[Answer], T], entries: Callable[[T], Set[Any]]
    ) -> Iterator[T]:
        asked = {"limit": str(PAGE_LIMIT), **params}
        seen: set[Any] = set()
        while True:
            answer = self._client.get(path, asked)
            page = read(answer)
            yield page
            cursor = _next_cursor(answer.value)
            if cursor is None:
                return
            # Pages may overlap, but one without anything new leads nowhere, however its cursor is called.
            if entries(page) <= seen or cursor == asked.get("cursor"):
                raise Stalled("The listing repeats itself: its cursor does not advance, so nobody knows what is left.")
            seen |= entries(page)
            asked["cursor"] = cursor


def _data(answer: Answer) -> list[Any]:
    data = answer.value.get("data")
    if not isinstance(data, list):
        raise ContractViolation(path="data", expected="a list", got=data)
    return data


def _tombstones(answer: Answer) -> list[Tombstone]:
    return [read_tombstone(entry, f"data[{index}]") for index, entry in enumerate(_data(answer))]


def _versions(page: Page) -> set[tuple[str, int | None]]:
    return {(one.license_number, one.version) for one in page.licenses}


def _page(answer: Answer) -> Page:
    data = _data(answer)
    try:
        as_of = instant(answer.value.get("as_of"), Notes())
    except Unreadable as wrong:
        raise ContractViolation(path="as_of", expected=wrong.expected, got=answer.value.get("as_of")) from None
    listed = [_listed(entry) for entry in data]
    licenses = tuple(one for one in listed if one is not None)
    return Page(
        as_of=as_of, licenses=licenses, odd_encoding=answer.odd_encoding, unreadable=len(listed) - len(licenses)
    )


def _listed(entry: Any) -> Listed | None:
    """The head of an entry, and its document where it carries one, which is read later; None without a number."""
    if not isinstance(entry, dict):
        return None
    try:
        number, _ = ten_digits(str(entry.get("license_number")))
    except NotALicenseNumberError:
        return None
    version = entry.get("version")
    carries_document = any(key not in ("license_number", "version", "updated_at", *_ENVELOPE) for key in entry)
    return Listed(
        license_number=number,
        version=version if type(version) is int and 0 <= version < 2**63 else None,
        etag=usable_etag(entry.get("etag")),
        deleted=entry.get("deleted") is True,
        updated_at=_instant_or_none(entry.get("updated_at")),
        document={key: entry[key] for key in entry if key not in _ENVELOPE} if carries_document else None,
    )


def _instant_or_none(raw: object) -> datetime | None:
    try:
        return instant(raw, Notes())
    except Unreadable:
        return None


def usable_etag(etag: object) -> str:
    """An ETag that can be stored and sent again; no other is worth an error, it only saves a transfer."""
    fits = isinstance(etag, str) and len(etag) <= LONGEST_ETAG and etag.isascii() and etag.isprintable()
    return str(etag) if fits else ""


def _next_cursor(body: dict[str, Any]) -> str | None:
    cursor, more = body.get("next_cursor"), body.get("has_more")
    if not more and not cursor:
        return None
    if not isinstance(cursor, str) or not cursor:
        raise ContractViolation(path="next_cursor", expected="a cursor beside has_more", got=cursor)
    return cursor
