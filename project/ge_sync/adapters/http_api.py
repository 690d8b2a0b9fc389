"""Contract v1 over HTTP: listing pages with a cursor, documents by conditional GET."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from project.findings import Finding
from project.ge_sync.adapters.envelopes import Envelopes, entries_lost
from project.ge_sync.adapters.paging import Listing
from project.ge_sync.adapters.source import ControlTotals, Fetched, Listed, Page, Tombstone
from project.ge_sync.contract.dates import instant
from project.ge_sync.contract.ended import read_tombstone
from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.contract.page import ADDED, Entry, decode_page
from project.ge_sync.contract.shape import LICENSE
from project.ge_sync.contract.texts import whole
from project.ge_sync.contract.totals import read_totals
from project.ge_sync.errors import BadAnswer, ContractViolation, NotConfigured
from project.ge_sync.http.answers import NOT_MODIFIED, Answer
from project.ge_sync.http.client import Client
from project.ge_sync.http.paced import name_of, paced_asker
from project.ge_sync.payload import Sent, decode
from project.runs.license_scope import NotALicenseNumberError, ten_digits

LONGEST_ETAG = 200
# What only documents have.
_IN_DOCUMENTS = LICENSE.fields.keys() - {"license_number", "version", "updated_at"}
_read_version = whole(least=0)


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
        self._envelopes = Envelopes()
        self.name = name

    @property
    def requests(self) -> int:
        """How many requests were sent, retries and logins included."""
        return self._client.requests

    def remarks(self) -> Sequence[Finding]:
        """What was odd about the lists of this source, and the contract that it speaks."""
        return self._envelopes.remarks()

    def pages(self, *, updated_since: datetime | None, full: bool) -> Iterator[Page]:
        """Every page of the listing."""
        since = {"updated_since": updated_since.isoformat()} if updated_since else {}
        if full:
            before = self._envelopes.short
            try:
                yield from self._listing({**since, "include": "full"}, full=True).pages()
                if self._envelopes.short == before:
                    return
            except BadAnswer as error:
                self._envelopes.without_documents = str(error)
        # Without documents it can be read where one of them spoils the page; who was listed already is no news.
        yield from self._listing(since, full=False).pages()

    def _listing(self, params: Mapping[str, str], *, full: bool) -> Listing[Page]:
        return Listing(
            client=self._client,
            path="/v1/licenses",
            params=params,
            read=partial(_page, full=full),
            entries=_versions,
            envelopes=self._envelopes,
            spare=("include",) if full else (),
            decoder=decode_page if full else decode,
        )

    def tombstones(self, *, since: datetime | None) -> Iterator[Tombstone]:
        """Every number that ended since then."""
        params = {"since": since.isoformat()} if since else {}
        wrong: list[ContractViolation] = []
        listing = Listing(
            client=self._client,
            path="/v1/tombstones",
            params=params,
            read=partial(_tombstones, wrong=wrong),
            entries=set,
            envelopes=self._envelopes,
        )
        for page in listing.pages():
            yield from page
        # Whatever else is listed has been told by now.
        if wrong:
            raise wrong[0]

    def control_totals(self, *, as_of: datetime) -> ControlTotals:
        """As things stood then, where the server can still tell."""
        said = self._client.get("/v1/control-totals", {"as_of": as_of.isoformat()}).value
        self._envelopes.take(said)
        return read_totals(said)

    def document(self, license_number: str, *, etag: str) -> Fetched:
        """One document; None in it when the server still has the one with that ETag."""
        answer = self._client.get(f"/v1/licenses/{quote(license_number, safe='')}", etag=etag)
        if answer.status != NOT_MODIFIED:
            return Fetched(document=answer.value, etag=usable_etag(answer.etag), odd_encoding=answer.odd_encoding)
        if not etag:
            raise BadAnswer("the server says that nothing changed, though it was not told what we have")
        return Fetched(document=None, etag=etag)


def _data(answer: Answer) -> list[Any]:
    data = answer.value.get("data")
    if not isinstance(data, list):
        raise ContractViolation(path="data", expected="a list", got=data)
    return data


def _tombstones(answer: Answer, *, wrong: list[ContractViolation]) -> list[Tombstone]:
    found, data = [], _data(answer)
    for index, entry in enumerate(data):
        try:
            found.append(read_tombstone(entry, f"data[{index}]"))
        except ContractViolation as violation:
            wrong.append(violation)
    if lost := entries_lost(answer.value):
        wrong.append(ContractViolation(path="data", expected=f"{len(data) + lost} entries", got=len(data)))
    return found


def _versions(page: Page) -> set[tuple[str, int | None]]:
    return {(one.license_number, one.version) for one in page.licenses}


def _page(answer: Answer, *, full: bool) -> Page:
    data = _data(answer)
    try:
        as_of = instant(answer.value.get("as_of"), Notes())
    except Unreadable as wrong:
        raise ContractViolation(path="as_of", expected=wrong.expected, got=answer.value.get("as_of")) from None
    listed = [_listed(entry, full=full) for entry in data]
    licenses = tuple(one for one in listed if one is not None)
    return Page(
        as_of=as_of,
        licenses=licenses,
        odd_encoding=answer.odd_encoding,
        # Of a page with documents, what it lacks is looked for in the listing without them.
        unreadable=len(listed) - len(licenses) + (0 if full else entries_lost(answer.value)),
        clock_ahead=answer.date - timezone.now() if answer.date else timedelta(0),
    )


def _listed(entry: Any, *, full: bool) -> Listed | None:
    """The head of an entry, and its document where one was asked for and came; None without a number.

    The document is read later. What the contract doesn't name makes no document of a head.
    """
    if isinstance(entry, Entry):
        return _with_document(entry.head, entry.document)
    if not isinstance(entry, dict):
        return None
    carries_document = full and not _IN_DOCUMENTS.isdisjoint(entry)
    return _with_document(entry, {key: entry[key] for key in entry if key not in ADDED} if carries_document else None)


def _with_document(head: Mapping[str, Any], document: Sent | None) -> Listed | None:
    try:
        number, _ = ten_digits(str(head.get("license_number")))
    except NotALicenseNumberError:
        return None
    return Listed(
        license_number=number,
        version=_version_or_none(head.get("version")),
        etag=usable_etag(head.get("etag")),
        deleted=head.get("deleted") is True,
        updated_at=_instant_or_none(head.get("updated_at")),
        document=document,
    )


def _version_or_none(raw: object) -> int | None:
    try:
        return _read_version(raw, Notes())
    except Unreadable:
        return None


def _instant_or_none(raw: object) -> datetime | None:
    try:
        return instant(raw, Notes())
    except Unreadable:
        return None


def usable_etag(etag: object) -> str:
    """An ETag that can be stored and sent again; no other is worth an error, it only saves a transfer."""
    fits = isinstance(etag, str) and len(etag) <= LONGEST_ETAG and etag.isascii() and etag.isprintable()
    return str(etag) if fits else ""
