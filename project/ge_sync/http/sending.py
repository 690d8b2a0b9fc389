"""One request and what came of it: a connection per thread, a limit on everything, nothing said twice."""

import threading
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from project.ge_sync.errors import BadAnswer, GEError, NotConfigured
from project.ge_sync.http.answers import NOT_MODIFIED, Answer, ServerFault, TryAgain, understood
from project.ge_sync.http.body import CutOff, read_body
from project.ge_sync.http.deadline import Deadline, WatchedAdapter
from project.ge_sync.http.retry_after import wished_pause

CONNECT_SECONDS = 5
READ_SECONDS = 20
TOTAL_SECONDS = 60
USER_AGENT = "license-manager-sync"


class Sender:
    """Safe to use from several threads."""

    def __init__(self, *, total_seconds: float) -> None:
        self._total_seconds = total_seconds
        self._of_thread = threading.local()

    def send(self, method: str, url: str, *, headers: Mapping[str, str] | None = None, **request: Any) -> Answer:
        """The answer, or what to do about having none: LoggedOut, TryAgain or a GEError."""
        own = {"Accept": "application/json", "Accept-Encoding": "gzip", "X-Request-Id": uuid.uuid4().hex}
        with Deadline(self._total_seconds) as deadline:
            try:
                return self._answer(method, url, headers=own | dict(headers or {}), **request)
            except (requests.RequestException, HTTPError, OSError, CutOff, GEError, TryAgain) as error:
                if deadline.passed:
                    raise ServerFault(f"no whole answer within {self._total_seconds:g} s") from None
                raise _fault(error) from None

    def _answer(self, method: str, url: str, **request: Any) -> Answer:
        with self._session().request(
            method, url, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False, stream=True, **request
        ) as response:
            if response.status_code == NOT_MODIFIED:
                response.raw.drain_conn()  # nothing to read, and the connection is free for the next request
            pause = wished_pause(response.status_code, response.headers, now=datetime.now(UTC))
            return understood(response.status_code, response.headers, partial(read_body, response), pause_seconds=pause)

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._of_thread, "session", None)
        if session is None:
            session = self._of_thread.session = requests.Session()
            session.trust_env = False  # a .netrc would replace the bearer token
            session.headers["User-Agent"] = USER_AGENT
            for scheme in ("http://", "https://"):
                session.mount(scheme, WatchedAdapter(pool_maxsize=1))
        # No server's cookie goes back: a session is what was logged in to, or what a person gave.
        session.cookies.clear()
        return session


# The first that fits says it; none repeats the address, which may hold a password.
_FAULTS: tuple[tuple[type[Exception], Callable[[str], Exception], str], ...] = (
    (requests.exceptions.SSLError, BadAnswer, "the server's TLS certificate is not valid for GE_BASE_URL"),
    (requests.exceptions.InvalidURL, NotConfigured, "GE_BASE_URL is no address that can be asked."),
    (requests.exceptions.ConnectTimeout, ServerFault, f"no connection within {CONNECT_SECONDS} s"),
    (requests.exceptions.Timeout, ServerFault, f"no byte within {READ_SECONDS} s"),
    (requests.exceptions.ConnectionError, ServerFault, "no connection to GE_BASE_URL, or it broke"),
)


def _fault(error: Exception) -> Exception:
    """What a failed request means for the client."""
    if isinstance(error, GEError | TryAgain):
        return error
    if isinstance(error, CutOff):
        return TryAgain(str(error))
    for kind, meaning, words in _FAULTS:
        if isinstance(error, kind):
            return meaning(words)
    return ServerFault(f"the connection broke ({type(error).__name__})")
