"""The listing of a server that follows the contract in its own way, or doesn't: nothing is lost, and it ends."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from project.ge_sync.adapters.http_api import HttpApi
from project.ge_sync.adapters.source import Listed, Tombstone
from project.ge_sync.control.aside import aside
from project.ge_sync.control.bucket import Bucket
from project.ge_sync.control.gate import Gate
from project.ge_sync.errors import ContractViolation, CursorExpired, GERefused, Stalled
from project.ge_sync.http.asker import Asker, Control
from project.ge_sync.http.client import Client
from project.ge_sync.models import Source
from project.ge_sync.payload import canonical

from .loopback import Conversation, loopback

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgetting_the_source")]
Pages = Callable[[dict[str, str]], Any]
NUMBERS = [f"03100000{index:02d}" for index in range(30)]
RECORDED = json.loads((Path(__file__).parents[2] / "data" / "ge" / "normal.json").read_text())
HEAD = {"version": 1, "updated_at": "2026-11-21T10:00:00+05:30", "etag": '"a"', "deleted": False}


@pytest.fixture
def forgetting_the_source() -> Iterator[None]:
    yield
    aside(lambda: Source.objects.all().delete())


def head(number: str, **more: Any) -> dict[str, Any]:
    return {"license_number": number, **HEAD, **more}


def page(entries: list[Any], cursor: str | None = None, **more: Any) -> dict[str, Any]:
    said = {"as_of": "2026-11-22T01:00:00+05:30", "next_cursor": cursor, "has_more": cursor is not None}
    return {**said, "data": entries, **more}


class Server:
    """What `say` answers to the query of a list; a status and a body, raw bytes, or a page."""

    def __init__(self, say: Pages) -> None:
        self.queries: list[dict[str, str]] = []
        self._say = say

    def __call__(self, asked: Conversation) -> None:
        target = urlsplit(asked.head.split()[1])
        if target.path == "/v1/session":
            asked.json(b'{"access_token": "t", "expires_in": 900}', status="201 Created")
            return
        query = {name: values[0] for name, values in parse_qs(target.query).items()}
        self.queries.append(query)
        said = self._say(query)
        if isinstance(said, tuple):
            asked.json(json.dumps(said[1]).encode(), status=said[0])
        else:
            asked.json(said if isinstance(said, bytes) else json.dumps(said).encode())

    def listed(self, *, full: bool = False) -> list[Listed]:
        with loopback(self) as server:
            return [one for page in source(server.url).pages(updated_since=None, full=full) for one in page.licenses]

    def tombstones(self) -> Iterator[Tombstone]:
        with loopback(self) as server:
            yield from source(server.url).tombstones(since=None)


def source(url: str) -> HttpApi:
    bucket = Bucket("test", per_second=10_000, burst=1000, redis_url=os.environ["REDIS_URL"])
    asker = Asker(url, control=Control(gate=Gate("test"), bucket=bucket), sleep=lambda seconds: None)
    return HttpApi(Client(asker, source_name="test", client_id="me", client_secret="s"), name="test")


def numbers(listed: list[Listed]) -> list[str]:
    return [one.license_number for one in listed]


def test_pages_may_overlap_and_one_in_between_may_be_empty() -> None:
    pages = {
        "": page([head(n) for n in NUMBERS[:3]], "a"),
        "a": page([head(n) for n in NUMBERS[2:4]], "b"),
        "b": page([], "c"),
        "c": page([head(NUMBERS[4])]),
    }

    listed = Server(lambda query: pages[query.get("cursor", "")]).listed()

    assert sorted(set(numbers(listed))) == NUMBERS[:5]


def test_the_first_page_may_be_empty() -> None:
    pages = {"": page([], "a"), "a": page([head(NUMBERS[0])])}

    assert numbers(Server(lambda query: pages[query.get("cursor", "")]).listed()) == NUMBERS[:1]


def test_a_server_may_give_smaller_pages_than_it_was_asked_for() -> None:
    def say(query: dict[str, str]) -> Any:
        at = int(query.get("cursor", "0"))
        return page([head(NUMBERS[at])], str(at + 1) if at + 1 < len(NUMBERS) else None)

    assert numbers(Server(say).listed()) == NUMBERS


@pytest.mark.parametrize("after", [page([], "a"), page([head(NUMBERS[0])], "b"), ("400 Bad", {"error": {"code": "x"}})])
def test_a_cursor_beside_no_more_leads_no_further(after: Any) -> None:
    server = Server(lambda query: after if query.get("cursor") else page([head(NUMBERS[0])], "a", has_more=False))

    assert numbers(server.listed()) == NUMBERS[:1]
    assert len(server.queries) == 2, "it was looked, for nothing may be lost"


def test_what_is_behind_a_cursor_beside_no_more_is_read_all_the_same() -> None:
    pages = {"": page([head(NUMBERS[0])], "a", has_more=False), "a": page([head(NUMBERS[1])])}

    assert numbers(Server(lambda query: pages[query.get("cursor", "")]).listed()) == NUMBERS[:2]


def test_more_without_a_cursor_is_no_end() -> None:
    with pytest.raises(ContractViolation, match="a cursor beside has_more"):
        Server(lambda query: page([head(NUMBERS[0])], None, has_more=True)).listed()


def test_cursors_that_lead_in_a_circle_end() -> None:
    following = {"": "a", "a": "b", "b": "c", "c": "a"}
    versions = iter(range(1000))

    def say(query: dict[str, str]) -> Any:
        return page([head(NUMBERS[0], version=next(versions))], following[query.get("cursor", "")])

    with pytest.raises(Stalled):
        Server(say).listed()


def test_empty_pages_without_end_end() -> None:
    cursors = iter(range(1000))

    with pytest.raises(Stalled):
        Server(lambda query: page([], str(next(cursors)))).listed()


@pytest.mark.parametrize("code", ["cursor_expired", "gone"])
def test_an_expired_cursor_starts_the_list_again(code: str) -> None:
    refusals = iter([True])

    def say(query: dict[str, str]) -> Any:
        if not query.get("cursor"):
            return page([head(NUMBERS[0])], "a")
        if next(refusals, False):
            return ("410 Gone", {"error": {"code": code}})
        return page([head(NUMBERS[1])])

    assert set(numbers(Server(say).listed())) == set(NUMBERS[:2])


def test_cursors_that_always_expire_end() -> None:
    def say(query: dict[str, str]) -> Any:
        return ("410 Gone", {"error": {"code": "cursor_expired"}}) if query.get("cursor") else page([], "a")

    with pytest.raises(CursorExpired):
        Server(say).listed()


def test_the_list_itself_may_be_gone() -> None:
    with pytest.raises(GERefused):
        Server(lambda query: ("410 Gone", {"error": {"code": "moved"}})).listed()


def test_a_head_with_a_field_that_nobody_knows_is_no_document() -> None:
    (listed,) = Server(lambda query: page([head(NUMBERS[0], status="ACTIVE", links=["/x"])])).listed()

    assert (listed.document, listed.version) == (None, 1)


def test_a_head_where_documents_were_asked_for_is_no_document() -> None:
    (listed,) = Server(lambda query: page([head(NUMBERS[0], links=["/x"])])).listed(full=True)

    assert listed.document is None


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("odd", [{}, {"unknown": 1}, {"condition_sheet": "\ud83d"}], ids=str)
def test_documents_are_listed_the_same_whatever_is_odd_about_one_of_them(odd: dict[str, Any], indent: int) -> None:
    documents = [{**RECORDED, "license_number": NUMBERS[0], **odd}, {**RECORDED, "license_number": NUMBERS[1]}]
    entries = [{**document, "etag": '"9f\\2c"', "deleted": False} for document in documents]

    listed = Server(lambda query: json.dumps(page(entries), indent=indent).encode()).listed(full=True)

    updated_at = datetime.fromisoformat(RECORDED["updated_at"])
    for one, document in zip(listed, documents, strict=True):
        assert (one.license_number, one.version) == (document["license_number"], RECORDED["version"])
        assert (one.etag, one.deleted, one.updated_at) == ('"9f\\2c"', False, updated_at)
        assert canonical(one.document or {}) == canonical(document)


def test_a_version_may_come_as_digits() -> None:
    (listed,) = Server(lambda query: page([head(NUMBERS[0], version="17")])).listed()

    assert listed.version == 17


BIG = b'{"data": [' + b" " * 9_000_000 + b"]}"


def in_pages(query: dict[str, str], spoiled: Callable[[list[str]], bool]) -> Any:
    """Documents from the cursor on; a page on which a spoiled one stands can't be read."""
    at, limit, full = int(query.get("cursor", "0")), int(query["limit"]), query.get("include") == "full"
    some = NUMBERS[at : at + limit]
    if full and spoiled(some):
        return BIG
    more = {"status": "ACTIVE", "exporter": {}} if full else {}
    return page([head(n, **more) for n in some], str(at + limit) if at + limit < len(NUMBERS) else None)


def test_a_page_that_cannot_be_read_is_asked_for_in_smaller_ones_and_costs_only_the_one_that_spoils_it() -> None:
    server = Server(lambda query: in_pages(query, lambda some: NUMBERS[25] in some))

    listed = server.listed(full=True)

    assert numbers(listed) == NUMBERS
    assert [one.license_number for one in listed if one.document is None] == [NUMBERS[25]]


def test_pages_that_are_too_large_together_are_read_in_smaller_ones() -> None:
    server = Server(lambda query: in_pages(query, lambda some: len(some) > 20))

    assert [one.license_number for one in server.listed(full=True) if one.document] == NUMBERS
    assert [query["limit"] for query in server.queries] == ["200", "20", "20"]


def test_where_documents_cannot_be_listed_at_all_their_heads_are() -> None:
    server = Server(lambda query: BIG if query.get("include") else in_pages(query, lambda some: False))

    listed = server.listed(full=True)

    assert numbers(listed) == NUMBERS
    assert {one.document for one in listed} == {None}


def test_a_tombstone_that_cannot_be_read_hides_no_other() -> None:
    good = {"license_number": NUMBERS[0], "reason": "cancelled", "ended_at": "2026-11-21T10:00:00+05:30"}
    tombstones = Server(lambda query: page([{**good, "ended_at": "soon"}, good])).tombstones()
    found: list[str] = []

    with pytest.raises(ContractViolation, match=r"data\[0\].ended_at"):
        found.extend(tombstone.license_number for tombstone in tombstones)

    assert found == NUMBERS[:1]


def test_a_page_that_lacks_entries_is_asked_for_again() -> None:
    short = iter([True])

    def say(query: dict[str, str]) -> Any:
        return page([head(n) for n in NUMBERS[: 2 if next(short, False) else 3]], count=3)

    server = Server(say)

    assert numbers(server.listed(full=True)) == NUMBERS[:3]
    assert len(server.queries) == 2


def test_a_page_that_has_what_it_counts_is_asked_for_once() -> None:
    server = Server(lambda query: page([head(n) for n in NUMBERS[:3]], count=3))

    assert numbers(server.listed(full=True)) == NUMBERS[:3]
    assert len(server.queries) == 1


def test_what_pages_with_documents_lack_is_listed_without_documents() -> None:
    def say(query: dict[str, str]) -> Any:
        return page([head(n) for n in NUMBERS[: 2 if "include" in query else 3]], count=3)

    assert set(numbers(Server(say).listed(full=True))) == set(NUMBERS[:3])


def test_pages_that_always_lack_entries_are_not_asked_for_twice_without_end() -> None:
    def say(query: dict[str, str]) -> Any:
        at = int(query.get("cursor", "0"))
        return page([head(NUMBERS[at])], str(at + 1) if at + 1 < len(NUMBERS) else None, count=2)

    server = Server(say)
    with loopback(server) as here:
        pages = list(source(here.url).pages(updated_since=None, full=False))

    assert len(server.queries) == len(NUMBERS) + 3
    assert sum(one.unreadable for one in pages) == len(NUMBERS)


def test_tombstones_that_are_counted_and_missing_are_an_error_after_the_others() -> None:
    good = {"license_number": NUMBERS[0], "reason": "cancelled", "ended_at": "2026-11-21T10:00:00+05:30"}
    found: list[str] = []

    with pytest.raises(ContractViolation, match="data: expected 2 entries, got 1"):
        found.extend(one.license_number for one in Server(lambda query: page([good], count=2)).tombstones())

    assert found == NUMBERS[:1]
