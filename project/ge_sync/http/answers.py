"""What a status and a body mean for the client. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from project.ge_sync.errors import BadAnswer, BeingAmended, CursorExpired, GEError, GERefused, shorten
from project.ge_sync.http.retry_after import http_date
from project.ge_sync.payload import DUPLICATE, Decoded, Decoder, NotJson, decode

NOT_MODIFIED = 304


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A usable answer. `value` is empty for 304; `odd_encoding` names an encoding the contract doesn't allow.

    `date` is what the server's clock shows. `pause_seconds`: this was the last one before the limit begins anew.
    """

    status: int
    value: dict[str, Any] = field(default_factory=dict)
    etag: str = ""
    odd_encoding: str = ""
    date: datetime | None = None
    pause_seconds: float | None = None


class LoggedOut(Exception):  # noqa: N818  (said like the other members of the family)
    """The session is over: 401, or the portal's login page with a friendly 200."""


class LoginPage(LoggedOut):
    """A web page where JSON should be: the portal's login, or an address at which something else answers."""


class TryAgain(Exception):  # noqa: N818  (said like the other members of the family)
    """A fault that may be gone at the next try. `pause_seconds`: the server asks everybody to wait."""

    def __init__(self, reason: str, *, pause_seconds: float | None = None, counts: bool = True) -> None:
        super().__init__(reason)
        self.pause_seconds = pause_seconds
        self.counts = counts


class ServerFault(TryAgain):
    """The server had no answer at all: a time-out, a broken connection, a 5xx. It feeds the circuit breaker."""


def understood(
    status: int,
    headers: Mapping[str, str],
    body: Callable[[], bytes],
    *,
    pause_seconds: float | None,
    decoder: Decoder = decode,
) -> Answer:
    """The answer, or the exception that says what to do about it; the body is read where it is needed."""
    etag = headers.get("ETag", "")
    if status == NOT_MODIFIED:
        return Answer(status=status, etag=etag)
    if status == 401:
        raise LoggedOut
    if status == 429:
        raise TryAgain("the server's limit is reached (429)", pause_seconds=pause_seconds, counts=False)
    if status >= 500:
        raise ServerFault(f"the server answered {status}", pause_seconds=pause_seconds)
    if 300 <= status < 400:
        raise BadAnswer(f"The GE server redirects ({status}), which is refused: check GE_BASE_URL.")
    decoded = _decoded(status, headers, body(), decoder)
    if status >= 400:
        raise refusal(status, decoded.value)
    if DUPLICATE in decoded.value and "license_number" not in decoded.value:
        raise TryAgain(f"the answer has the key {shorten(str(decoded.value[DUPLICATE]))!r} twice")
    if _is_error(decoded.value):
        if decoded.value["error"].get("retryable"):
            raise ServerFault("the server answered 200 with an error in it")
        raise refusal(status, decoded.value)
    date = http_date(headers.get("Date", ""))
    return Answer(status=status, value=decoded.value, etag=etag, odd_encoding=decoded.odd_encoding, date=date)


def _is_error(body: Mapping[str, Any]) -> bool:
    """Whether a 200 is an error all the same: it has one, and nothing that was asked for."""
    return isinstance(body.get("error"), dict) and "license_number" not in body and not body.get("data")


def refusal(status: int, body: Mapping[str, Any]) -> GEError:
    """The error of the contract's error body, kept to its code and the head of its message."""
    error = body.get("error")
    error = error if isinstance(error, dict) else {}
    code = shorten(str(error.get("code") or f"http_{status}"), 64)
    message = f"The GE server answered {status} {code}: {shorten(str(error.get('message') or 'no reason given'))}"
    kind = CursorExpired if code == "cursor_expired" else BeingAmended if status == 409 else GERefused
    return kind(message, code=code, status=status)


def _decoded(status: int, headers: Mapping[str, str], body: bytes, decoder: Decoder) -> Decoded:
    kind = headers.get("Content-Type", "").split(";")[0].strip().lower()
    if status < 400 and kind in ("text/html", "application/xhtml+xml"):
        raise LoginPage
    if kind == "application/json":
        try:
            return decoder(body)
        except NotJson as error:
            if status < 400:
                raise TryAgain(str(error)) from None
    elif status < 400 and not kind and not body:
        raise TryAgain("the answer was cut off before its end")
    elif status < 400:
        raise BadAnswer(f"The GE server's answer is {kind or 'of no type'}, not application/json: check GE_BASE_URL.")
    return Decoded(value={})
