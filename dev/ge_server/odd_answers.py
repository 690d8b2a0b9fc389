"""Ways a whole answer goes wrong, whatever its content."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache

from dev.ge_server.exchange import Answer, ContractError, Request, encode, error_answer

AnswerTwist = Callable[[Answer, Request, str], Answer]

HUGE_BYTES = 50_000_000
LOGIN_PAGE = b"""<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><form action="/login" method="post">
<input name="user"><input name="password" type="password"><img src="/captcha.png" alt="captcha"></form></body></html>
"""


ERRORS = {
    "400": ContractError(400, "bad_request", "This request can't be understood."),
    "403": ContractError(403, "not_your_license", "This licence moved to another owner."),
    "404": ContractError(404, "license_not_found", "There is no such licence."),
    "409": ContractError(409, "being_amended", "This licence is being amended.", retryable=True),
    "410": ContractError(410, "license_cancelled", "This licence was cancelled."),
    "422": ContractError(422, "data_refused", "The data of this licence are refused."),
    "500": ContractError(500, "internal_error", "Something went wrong.", retryable=True),
    "502": ContractError(502, "bad_gateway", "The machine behind this one does not answer.", retryable=True),
    "503": ContractError(503, "unavailable", "Come back later.", retryable=True),
    "504": ContractError(504, "gateway_timeout", "The machine behind this one takes too long.", retryable=True),
}


def error_status(answer: Answer, request: Request, variant: str) -> Answer:
    """An error that the contract has a place for."""
    return _refusal(request, ERRORS[variant])


def login_page(answer: Answer, request: Request, variant: str) -> Answer:
    """A portal's login form with status 200."""
    return Answer(body=LOGIN_PAGE, headers={"Content-Type": "text/html; charset=utf-8"})


def truncated(answer: Answer, request: Request, variant: str) -> Answer:
    """`json`: half of the body under its own right length. `length`: a Content-Length longer than the body."""
    if variant == "json":
        answer.body = answer.body[: len(answer.body) // 2]
    else:
        answer.missing_bytes = 100
    return answer


def wrong_encoding(answer: Answer, request: Request, variant: str) -> Answer:
    """windows-1252 that calls itself utf-8, or a byte order mark before the JSON."""
    answer.headers["Content-Type"] = "application/json; charset=utf-8"
    if variant == "bom":
        answer.body = b"\xef\xbb\xbf" + answer.body
    else:
        text = answer.body.decode().replace('"description":"', '"description":"Café ')
        answer.body = text.encode("windows-1252", errors="replace")
    return answer


def moved_owner(answer: Answer, request: Request, variant: str) -> Answer:
    """403: the licence belongs to somebody else now."""
    return _refusal(request, ContractError(403, "not_your_license", "This licence moved to another owner."))


def slow_drip(answer: Answer, request: Request, variant: str) -> Answer:
    """A byte a second: of the body, or from the first byte of the headers on."""
    answer.drip_seconds = 1.0
    answer.drip_headers = variant == "headers"
    return answer


def limit_without_wait(answer: Answer, request: Request, variant: str) -> Answer:
    """429 that does not say how long."""
    return _refusal(request, ContractError(429, "rate_limited", "Too many requests.", retryable=True))


def odd_retry_after(answer: Answer, request: Request, variant: str) -> Answer:
    """429 whose Retry-After is an HTTP date three seconds ahead, or a whole day."""
    limited = limit_without_wait(answer, request, variant)
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    limited.headers["Retry-After"] = soon if variant == "date" else "86400"
    return limited


def session_lost(answer: Answer, request: Request, variant: str) -> Answer:
    """401 for a good token: another machine behind the balancer does not know it."""
    return _refusal(request, ContractError(401, "session_over", "The session is missing or over: log in again."))


def error_with_200(answer: Answer, request: Request, variant: str) -> Answer:
    """An error body under status 200."""
    failed = _refusal(request, ContractError(500, "internal_error", "Something went wrong.", retryable=True))
    failed.status = 200
    return failed


def huge_body(answer: Answer, request: Request, variant: str) -> Answer:
    """50 MB of JSON, sent as they are or as a small gzip."""
    if variant == "bomb":
        return Answer(body=_huge_gzip(), headers={"Content-Encoding": "gzip"}, ready=True)
    return Answer(body=_huge(), ready=True)


def redirect(answer: Answer, request: Request, variant: str) -> Answer:
    """302 to plain http, or to another host."""
    host = request.headers.get("host", "127.0.0.1") if variant == "http" else "login.example.invalid"
    scheme = "http" if variant == "http" else "https"
    return Answer(status=302, headers={"Location": f"{scheme}://{host}{request.path}"})


def _refusal(request: Request, error: ContractError) -> Answer:
    return error_answer(error, request.request_id)


@cache
def _huge() -> bytes:
    return encode({"data": "x" * HUGE_BYTES})


@cache
def _huge_gzip() -> bytes:
    return gzip.compress(_huge(), compresslevel=6, mtime=0)
