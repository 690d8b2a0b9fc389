"""What a status, its headers and its body mean for the client."""

from datetime import UTC, datetime

import pytest

from project.ge_sync.errors import BadAnswer, CursorExpired, GERefused
from project.ge_sync.http.answers import Answer, LoggedOut, ServerFault, TryAgain, understood
from project.ge_sync.http.retry_after import (
    DEFAULT_SECONDS,
    MOST_SECONDS,
    SHORTEST_SECONDS,
    pause_seconds,
    wished_pause,
)

JSON = {"Content-Type": "application/json; charset=utf-8"}
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def read(status: int, body: bytes = b"{}", headers: dict[str, str] | None = None) -> Answer:
    told = JSON if headers is None else headers
    return understood(status, told, lambda: body, pause_seconds=wished_pause(status, told, now=NOW))


def test_a_document_is_an_answer_with_its_etag() -> None:
    answer = read(200, b'{"license_number": "0310837893"}', JSON | {"ETag": '"9f2c"'})

    assert (answer.value, answer.etag) == ({"license_number": "0310837893"}, '"9f2c"')


def test_not_modified_is_an_answer_without_a_body() -> None:
    assert read(304, b"", {"ETag": '"9f2c"'}) == Answer(status=304, etag='"9f2c"')


def test_a_session_that_is_over_is_told_by_401_and_by_a_login_page() -> None:
    with pytest.raises(LoggedOut):
        read(401)
    with pytest.raises(LoggedOut):
        read(200, b"<html>please log in", {"Content-Type": "text/html; charset=utf-8"})


def test_a_limit_pauses_and_is_no_failure_of_the_licence() -> None:
    with pytest.raises(TryAgain) as again:
        read(429)

    assert (again.value.pause_seconds, again.value.counts) == (DEFAULT_SECONDS, False)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_of_the_server_is_tried_again(status: int) -> None:
    with pytest.raises(ServerFault) as again:
        read(status)

    assert (again.value.pause_seconds, again.value.counts) == (None, True)


def test_a_fault_with_a_wish_pauses_everybody() -> None:
    with pytest.raises(TryAgain) as again:
        read(503, headers=JSON | {"Retry-After": "7"})

    assert again.value.pause_seconds == 7.0


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "bad_request"),
        (403, "not_yours"),
        (404, "license_not_found"),
        (409, "being_amended"),
        (410, "license_cancelled"),
        (422, "data"),
    ],
)
def test_a_refusal_carries_the_servers_code(status: int, code: str) -> None:
    with pytest.raises(GERefused) as refused:
        read(status, f'{{"error": {{"code": "{code}", "message": "no"}}}}'.encode())

    assert (refused.value.code, refused.value.status) == (code, status)


def test_a_refusal_without_the_contracts_body_is_still_a_refusal() -> None:
    with pytest.raises(GERefused) as refused:
        read(404, b"<html>", {"Content-Type": "text/html"})

    assert refused.value.code == "http_404"


def test_an_expired_cursor_is_told_from_a_cancelled_licence() -> None:
    with pytest.raises(CursorExpired):
        read(410, b'{"error": {"code": "cursor_expired"}}')


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_refused(status: int) -> None:
    with pytest.raises(BadAnswer, match="redirects"):
        read(status, headers={"Location": "http://elsewhere/"})


def test_a_body_that_is_cut_off_is_tried_again_and_is_no_fault_of_the_server() -> None:
    with pytest.raises(TryAgain) as again:
        read(200, b'{"license_number": "03108')

    assert not isinstance(again.value, ServerFault)


def test_the_body_of_an_error_that_says_it_all_is_not_read() -> None:
    def body() -> bytes:
        raise AssertionError("50 MB of it")

    with pytest.raises(ServerFault):
        understood(503, {}, body, pause_seconds=None)


def test_another_kind_of_content_is_refused() -> None:
    with pytest.raises(BadAnswer, match="not application/json"):
        read(200, b"a,b", {"Content-Type": "text/csv"})


def test_an_error_in_a_200_is_an_error() -> None:
    with pytest.raises(GERefused):
        read(200, b'{"error": {"code": "maintenance", "retryable": false}}')
    with pytest.raises(TryAgain):
        read(200, b'{"error": {"code": "maintenance", "retryable": true}}')
    with pytest.raises(GERefused):
        read(200, b'{"error": {"code": "maintenance"}, "data": null}')


def test_an_answer_may_say_that_it_has_no_error() -> None:
    assert read(200, b'{"error": null, "license_number": "0310837893"}').status == 200
    assert read(200, b'{"error": {}, "data": [1]}').status == 200


def test_an_odd_encoding_is_told_with_the_answer() -> None:
    answer = read(200, '{"license_number": "0310837893", "name": "Crème"}'.encode("windows-1252"))

    assert answer.odd_encoding == "windows-1252"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0),
        ("0", 0.0),
        ("86400", 86_400.0),
        ("99999999", MOST_SECONDS),
        ("Sun, 22 Nov 2026 01:00:45 GMT", 45.0),
        ("Sun, 22 Nov 2026 00:00:00 GMT", 0.0),
        (None, DEFAULT_SECONDS),
        ("", DEFAULT_SECONDS),
        ("soon", DEFAULT_SECONDS),
        ("-5", DEFAULT_SECONDS),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float) -> None:
    assert pause_seconds(header, now=NOW) == seconds


def test_a_date_is_reckoned_from_the_servers_own_clock() -> None:
    headers = {"Retry-After": "Sun, 22 Nov 2026 03:00:30 GMT", "Date": "Sun, 22 Nov 2026 03:00:00 GMT"}

    assert wished_pause(503, headers, now=NOW) == 30.0


def test_a_limit_without_a_wish_waits_until_the_limit_is_reset() -> None:
    assert wished_pause(429, {"X-RateLimit-Reset": "17"}, now=NOW) == 17.0
    assert wished_pause(429, {}, now=NOW) == DEFAULT_SECONDS


def test_a_reset_may_be_told_as_a_second_of_the_epoch() -> None:
    assert wished_pause(429, {"X-RateLimit-Reset": str(int(NOW.timestamp()) + 40)}, now=NOW) == 40.0
    assert wished_pause(429, {"X-RateLimit-Reset": str(int(NOW.timestamp()) - 40)}, now=NOW) == SHORTEST_SECONDS


def test_a_limit_that_says_now_is_left_alone_a_moment_all_the_same() -> None:
    assert wished_pause(429, {"Retry-After": "0"}, now=NOW) == SHORTEST_SECONDS


def test_an_answer_that_asks_for_no_pause_gets_none() -> None:
    assert wished_pause(200, {"X-RateLimit-Reset": "17", "Retry-After": "9"}, now=NOW) is None
    assert wished_pause(503, {}, now=NOW) is None


@pytest.mark.parametrize("status", [200, 304])
def test_a_good_answer_that_was_the_last_before_the_limit_begins_anew_is_a_pause(status: int) -> None:
    assert wished_pause(status, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "17"}, now=NOW) == 17.0


@pytest.mark.parametrize(
    "headers",
    [
        {"X-RateLimit-Remaining": "1", "X-RateLimit-Reset": "17"},
        {"X-RateLimit-Remaining": "0"},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "soon"},
        {"X-RateLimit-Remaining": "-", "X-RateLimit-Reset": "17"},
    ],
)
def test_a_good_answer_with_more_to_come_or_without_an_hour_is_no_pause(headers: dict[str, str]) -> None:
    assert wished_pause(200, headers, now=NOW) is None
