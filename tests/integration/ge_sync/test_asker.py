"""The client against a real socket on which everything goes wrong that can."""

import gzip
import logging
import os
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from project.ge_sync.control.aside import aside
from project.ge_sync.control.bucket import Bucket
from project.ge_sync.control.gate import Gate
from project.ge_sync.errors import BadAnswer, GEAsksToWait, GERefused, GEUnavailable, NotConfigured
from project.ge_sync.http.answers import LoggedOut
from project.ge_sync.http.asker import Asker, Control
from project.ge_sync.http.body import CAP_BYTES
from project.ge_sync.http.client import Client
from project.ge_sync.models import Source

from .loopback import Conversation, Loopback, loopback

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgetting_the_source")]
ANSWER = b'{"a": 1}'


@pytest.fixture
def forgetting_the_source() -> Iterator[None]:
    """What the workers were told is committed over connections of their own, so it outlives a test's transaction."""
    yield
    aside(lambda: Source.objects.all().delete())


def asker(url: str, *, total_seconds: float = 10.0, ca_bundle: str = "") -> Asker:
    """Retries without waiting for them."""
    bucket = Bucket("test", per_second=10_000, burst=1000, redis_url=os.environ["REDIS_URL"])
    control = Control(gate=Gate("test"), bucket=bucket)
    return Asker(url, control=control, total_seconds=total_seconds, ca_bundle=ca_bundle, sleep=lambda seconds: None)


def ask(server: Loopback, **limits: float) -> object:
    return asker(server.url, **limits).get("/x", headers={}).value


def test_a_json_object_is_an_answer() -> None:
    with loopback(lambda asked: asked.json(b'{"a": 1.10}')) as server:
        assert ask(server) == {"a": Decimal("1.10")}


def test_what_the_contract_names_is_sent() -> None:
    with loopback(lambda asked: asked.json()) as server:
        ask(server)

    (asked,) = server.asked
    assert (asked.header("accept"), asked.header("accept-encoding")) == ("application/json", "gzip")
    assert asked.header("user-agent") == "license-manager-sync"
    assert len(asked.header("x-request-id")) == 32


def test_each_thread_has_a_connection_and_keeps_it() -> None:
    with loopback(lambda asked: asked.json()) as server:
        mine = asker(server.url)

        def thrice() -> None:
            for _ in range(3):
                mine.get("/x", headers={})

        threads = [threading.Thread(target=thrice) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert (len(server.asked), server.connections) == (12, 4)


def test_not_modified_keeps_the_connection_whatever_length_it_names() -> None:
    def say(asked: Conversation) -> None:
        asked.send(b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nContent-Length: 4300\r\n\r\n')

    with loopback(say) as server:
        mine = asker(server.url)
        statuses = [mine.get("/x", headers={"If-None-Match": '"a"'}).status for _ in range(3)]

    assert (statuses, server.connections) == ([304] * 3, 1)


@pytest.mark.parametrize("headers_too", [False, True], ids=["body", "headers and body"])
def test_a_drip_is_cut_at_the_total_time(headers_too: bool) -> None:
    def say(asked: Conversation) -> None:
        whole = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n" + b" " * 400
        at_once = 0 if headers_too else whole.index(b"\r\n\r\n") + 4
        asked.send(whole[:at_once])
        for position in range(at_once, len(whole)):
            asked.until_closed.wait(0.1)
            asked.send(whole[position : position + 1])

    with loopback(say) as server:
        began = time.monotonic()
        with pytest.raises(GEUnavailable, match=r"no whole answer within 0\.5 s"):
            ask(server, total_seconds=0.5)

    assert len(server.asked) == 5, "once, and four tries more"
    assert time.monotonic() - began < 8


def test_a_server_that_never_says_anything_is_cut_too() -> None:
    with (
        loopback(lambda asked: bool(asked.until_closed.wait(20)) and None) as server,
        pytest.raises(GEUnavailable, match="no whole answer"),
    ):
        ask(server, total_seconds=0.3)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip bomb"])
def test_a_body_above_the_cap_is_refused(packed: bool) -> None:
    body = b'{"a": "' + b"x" * (CAP_BYTES + 1) + b'"}'
    sent, headers = (gzip.compress(body, 1), ["Content-Encoding: gzip"]) if packed else (body, [])
    with loopback(lambda asked: asked.json(sent, *headers)) as server, pytest.raises(BadAnswer, match="than 8 MB"):
        ask(server)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_body_below_the_cap_is_read(packed: bool) -> None:
    body = b'{"a": "' + b"x" * (CAP_BYTES - 100) + b'"}'
    sent, headers = (gzip.compress(body, 1), ["Content-Encoding: gzip"]) if packed else (body, [])
    with loopback(lambda asked: asked.json(sent, *headers)) as server:
        assert ask(server) == {"a": "x" * (CAP_BYTES - 100)}


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "GZIP"])
def test_a_packed_answer_is_read_whatever_the_packing_is_called(packing: str) -> None:
    with loopback(lambda asked: asked.json(gzip.compress(ANSWER), f"Content-Encoding: {packing}")) as server:
        assert ask(server) == {"a": 1}


@pytest.mark.parametrize("packing", ["", "identity"])
def test_an_answer_that_is_not_packed_may_say_so(packing: str) -> None:
    with loopback(lambda asked: asked.json(ANSWER, f"Content-Encoding: {packing}")) as server:
        assert ask(server) == {"a": 1}


def test_an_answer_that_ends_with_its_connection_is_read() -> None:
    def say(asked: Conversation) -> None:
        asked.send(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + ANSWER)
        raise OSError

    with loopback(say) as server:
        assert ask(server) == {"a": 1}


def test_a_key_that_the_envelope_has_twice_is_not_half_of_a_list() -> None:
    with (
        loopback(lambda asked: asked.json(b'{"data": [1], "data": []}')) as server,
        pytest.raises(BadAnswer, match="the key 'data' twice"),
    ):
        ask(server)


def test_a_limit_that_is_over_at_once_again_and_again_is_given_up() -> None:
    with (
        loopback(lambda asked: asked.json(ANSWER, "Retry-After: 0", status="429 No")) as server,
        pytest.raises(GEAsksToWait),
    ):
        Asker(server.url, control=_impatient()).get("/x", headers={})
    assert len(server.asked) < 100


def test_a_chunked_answer_without_a_length_is_read() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    with loopback(lambda asked: asked.send(head + b'4\r\n{"a"\r\n4\r\n: 1}\r\n0\r\n\r\n') and None) as server:
        assert ask(server) == {"a": 1}


@pytest.mark.parametrize(
    "cut",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\nX-Then: close\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Ty",
        b"",
        b"rubbish\r\n\r\n",
    ],
    ids=["length", "chunk", "headers", "nothing", "no HTTP"],
)
def test_an_answer_that_is_cut_off_is_asked_for_again(cut: bytes) -> None:
    def say(asked: Conversation) -> None:
        if len(server.asked) > 1:
            asked.json()
            return
        asked.send(cut)
        raise OSError

    with loopback(say) as server:
        assert ask(server) == {"a": 1}
    assert len(server.asked) == 2


def test_a_gzip_that_is_none_is_asked_for_again() -> None:
    def say(asked: Conversation) -> None:
        asked.json(*([b"not gzip", "Content-Encoding: gzip"] if len(server.asked) == 1 else []))

    with loopback(say) as server:
        assert ask(server) == {"a": 1}


@pytest.mark.parametrize("location", ["/y", "http://127.0.0.1:9/", "https://login.example.invalid/"])
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary Redirect"])
def test_no_redirect_is_followed(status: str, location: str) -> None:
    with (
        loopback(lambda asked: asked.json(ANSWER, f"Location: {location}", status=status)) as server,
        pytest.raises(BadAnswer, match="redirects"),
    ):
        ask(server)
    assert len(server.asked) == 1


@pytest.mark.parametrize("url", ["http://ge.example.org", "ftp://ge.example.org", "http://10.0.0.1"])
def test_only_https_leaves_this_machine(url: str) -> None:
    with pytest.raises(NotConfigured, match="https://"):
        asker(url)


@pytest.mark.parametrize(
    ("kind", "body"),
    [("text/csv", ANSWER), ("application/pdf", b"%PDF"), ("", ANSWER)],
    ids=["csv", "pdf", "no type"],
)
def test_what_does_not_say_it_is_json_is_refused(kind: str, body: bytes) -> None:
    with (
        loopback(lambda asked: asked.answer(body, *([f"Content-Type: {kind}"] if kind else []))) as server,
        pytest.raises(BadAnswer, match="not application/json"),
    ):
        ask(server)


@pytest.mark.parametrize("body", [b"", b"[1]", b'"a"', b"<html>", b'{"a": 1', b"null"])
def test_what_says_it_is_json_and_is_not_is_tried_again_and_given_up(body: bytes) -> None:
    with loopback(lambda asked: asked.json(body)) as server, pytest.raises(BadAnswer, match="can't be understood"):
        ask(server)
    assert len(server.asked) == 5


def test_a_login_page_is_a_session_that_is_over() -> None:
    with (
        loopback(lambda asked: asked.answer(b"<html>", "Content-Type: text/html")) as server,
        pytest.raises(LoggedOut),
    ):
        ask(server)


def test_no_cookie_goes_back() -> None:
    with loopback(lambda asked: asked.json(ANSWER, "Set-Cookie: session=s3cret; Path=/")) as server:
        mine = asker(server.url)
        mine.get("/x", headers={})
        mine.get("/x", headers={})

    assert [asked.header("cookie") for asked in server.asked] == ["", ""]


def test_a_netrc_does_not_replace_the_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with loopback(lambda asked: asked.json()) as server:
        asker(server.url).get("/x", headers={"Authorization": "Bearer mine"})

    assert server.asked[0].header("authorization") == "Bearer mine"


@pytest.mark.parametrize("status", ["500 Oops", "502 Bad", "503 No", "504 Late"])
def test_a_fault_of_the_server_is_tried_five_times_in_all(status: str) -> None:
    with loopback(lambda asked: asked.json(status=status)) as server, pytest.raises(GEUnavailable, match=status[:3]):
        ask(server)
    assert len(server.asked) == 5


@pytest.mark.parametrize("status", ["400 Bad", "403 Not yours", "404 Unknown", "410 Gone", "422 Data"])
def test_a_refusal_is_not_tried_again(status: str) -> None:
    with loopback(lambda asked: asked.json(status=status)) as server, pytest.raises(GERefused):
        ask(server)
    assert len(server.asked) == 1


def test_a_limit_is_waited_for_where_it_is_short_and_told_to_all_where_it_is_long() -> None:
    def say(asked: Conversation) -> None:
        again = "Retry-After: 0" if len(server.asked) < 3 else "Retry-After: 86400"
        asked.json(ANSWER, again, status="429 Slow down")

    with loopback(say) as server:
        with pytest.raises(GEAsksToWait, match="86400 s"):
            ask(server)
        with pytest.raises(GEAsksToWait, match="left alone"):
            ask(server)
    assert len(server.asked) == 3, "the second was never asked"


def test_a_limit_that_a_good_answer_has_used_up_is_not_run_into() -> None:
    began: list[float] = []

    def say(asked: Conversation) -> None:
        began.append(time.monotonic())
        asked.json(ANSWER, f"X-RateLimit-Remaining: {len(began) % 2}", "X-RateLimit-Reset: 1")

    with loopback(say) as server:
        mine = asker(server.url)
        for _ in range(3):
            mine.get("/x", headers={})

    assert began[1] - began[0] < 0.9 < began[2] - began[1]


def test_a_server_that_is_away_is_left_alone_by_all_after_enough_tries() -> None:
    with loopback(lambda asked: asked.json(status="503 No")) as server:
        for _ in range(2):
            with pytest.raises(GEUnavailable):
                ask(server)
        before = len(server.asked)
        with pytest.raises(GEUnavailable):
            Asker(server.url, control=_impatient(), total_seconds=5).get("/x", headers={})

    assert before == len(server.asked) == 10


def test_a_server_that_answers_nonsense_in_between_is_there() -> None:
    said = {"status": "503 No"}
    with loopback(lambda asked: asked.answer(b"", "Content-Type: text/plain", **said)) as server:
        with pytest.raises(GEUnavailable):
            ask(server)
        said["status"] = "200 OK"
        with pytest.raises(BadAnswer):
            ask(server)
        said["status"] = "503 No"
        with pytest.raises(GEUnavailable):
            ask(server)
        before = len(server.asked)
        with pytest.raises(GEUnavailable):
            ask(server)

    assert (before, len(server.asked)) == (11, 16), "nobody was kept from asking"


def test_a_pause_is_waited_for_before_anybody_logs_in() -> None:
    with loopback(lambda asked: asked.json(b'{"access_token": "t", "expires_in": 900}')) as server:
        Gate("test").pause(3600)
        client = Client(asker(server.url), source_name="test", client_id="me", client_secret="s")
        with pytest.raises(GEAsksToWait):
            client.get("/v1/schema")

    row = aside(lambda: Source.objects.get(name="test"))
    assert (server.asked, row.login_until) == ([], None), "no other worker waits for a login that doesn't come"


def test_neither_credentials_nor_session_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def say(asked: Conversation) -> None:
        asked.json(b'{"access_token": "t0ken", "expires_in": 900}' if "/v1/session" in asked.head else ANSWER)

    with loopback(say) as server:
        client = Client(asker(server.url), source_name="test", client_id="me", client_secret="s3cret")
        client.get("/v1/schema")

    assert server.asked[1].header("authorization") == "Bearer t0ken"
    assert caplog.text
    assert "t0ken" not in caplog.text
    assert "s3cret" not in caplog.text


def test_a_server_that_has_no_login_is_the_wrong_address() -> None:
    with loopback(lambda asked: asked.json(status="404 Not found")) as server:
        client = Client(asker(server.url), source_name="test", client_id="me", client_secret="s3cret")
        with pytest.raises(NotConfigured, match=r"Nothing there opens a session \(404\): check GE_BASE_URL"):
            client.get("/v1/schema")


def test_a_session_that_is_over_at_once_is_renewed_once_and_then_nobody_asks() -> None:
    def say(asked: Conversation) -> None:
        if "/v1/session" in asked.head:
            asked.json(b'{"access_token": "t0ken", "expires_in": 900}')
        else:
            asked.json(b'{"error": {"code": "session_over"}}', status="401 Over")

    with loopback(say) as server:
        client = Client(asker(server.url), source_name="test", client_id="me", client_secret="s3cret")
        with pytest.raises(GEUnavailable, match="only just opened"):
            client.get("/v1/schema")
        with pytest.raises(GEUnavailable, match="not asked for now"):
            Asker(server.url, control=_impatient()).get("/x", headers={})

    paths = [asked.head.split()[1] for asked in server.asked]
    assert paths == ["/v1/session", "/v1/schema", "/v1/session", "/v1/schema"]


def _impatient() -> Control:
    """Of a worker whose waiting makes no time pass, so that it soon gives up."""
    bucket = Bucket("test", per_second=10_000, burst=1000, redis_url=os.environ["REDIS_URL"])
    return Control(gate=Gate("test", sleep=lambda seconds: None), bucket=bucket)
