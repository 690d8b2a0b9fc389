"""One request and what came of it: a connection per thread, a limit on everything, nothing said twice."""

import threading
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from project.ge_sync.errors import GEError
from project.ge_sync.http.answers import NOT_MODIFIED, Answer, ServerFault, TryAgain, understood
from project.ge_sync.http.body import CutOff, read_body
from project.ge_sync.http.deadline import Deadline, WatchedAdapter
from project.ge_sync.http.faults import CONNECT_SECONDS, READ_SECONDS, fault_of
from project.ge_sync.http.retry_after import wished_pause
from project.ge_sync.payload import Decoder, decode

TOTAL_SECONDS = 60
USER_AGENT = "license-manager-sync"


class Sender:
    """Safe to use from several threads."""

    def __init__(self, *, total_seconds: float, verify: str | bool = True) -> None:
        self._total_seconds, self._verify = total_seconds, verify
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
                raise fault_of(error) from None

    def _answer(self, method: str, url: str, *, decoder: Decoder = decode, **request: Any) -> Answer:
        with self._session().request(
            method, url, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False, stream=True, **request
        ) as response:
            if response.status_code == NOT_MODIFIED:
                response.raw.drain_conn()  # nothing to read, and the connection is free for the next request
            pause = wished_pause(response.status_code, response.headers, now=datetime.now(UTC))
            body = partial(read_body, response)
            answer = understood(response.status_code, response.headers, body, pause_seconds=pause, decoder=decoder)
            return replace(answer, pause_seconds=pause)

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._of_thread, "session", None)
        if session is None:
            session = self._of_thread.session = requests.Session()
            session.trust_env = False  # a .netrc would replace the bearer token
            session.verify = self._verify
            session.headers["User-Agent"] = USER_AGENT
            for scheme in ("http://", "https://"):
                session.mount(scheme, WatchedAdapter(pool_maxsize=1))
        # No server's cookie goes back: a session is what was logged in to, or what a person gave.
        session.cookies.clear()
        return session
