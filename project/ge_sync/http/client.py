"""Asks the GE server: one connection per thread, limits on everything, retries where they can help."""

import random
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from project.ge_sync.errors import BadAnswer, GEAsksToWait, GEUnavailable, NotConfigured, SessionOver
from project.ge_sync.http.answers import Answer, LoggedOut, TryAgain, understood
from project.ge_sync.http.body import CutOff, read_body
from project.ge_sync.http.deadline import Deadline, WatchedAdapter
from project.ge_sync.http.login import Login
from project.ge_sync.http.retry_after import pause_seconds
from project.ge_sync.pacing import Pace

CONNECT_SECONDS = 5
READ_SECONDS = 20
TOTAL_SECONDS = 60
RETRY_SECONDS = (1, 2, 4, 8)
# A longer wait than this is left to the run's own retry: a task that sleeps holds its worker and its lease.
PATIENCE_SECONDS = 20.0
USER_AGENT = "license-manager-sync"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Client:
    """GET with a session behind it; safe to use from several threads. `requests` counts what was sent."""

    def __init__(
        self,
        base_url: str,
        *,
        client_id: str,
        client_secret: str,
        pace: Pace,
        total_seconds: float = TOTAL_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base_url = _checked(base_url)
        self._credentials = {"client_id": client_id, "client_secret": client_secret}
        self._pace, self._sleep, self._total_seconds = pace, sleep, total_seconds
        self._login = Login(self._open_session)
        self._of_thread = threading.local()
        self._count_lock = threading.Lock()
        self.requests = 0

    def get(self, path: str, params: Mapping[str, str] | None = None, *, etag: str = "") -> Answer:
        """The answer to a GET; a session found over is opened anew, once."""
        token = self._login.token()
        for last in (False, True):
            headers = {"Authorization": f"Bearer {token}"} | ({"If-None-Match": etag} if etag else {})
            try:
                return self._patiently("GET", path, params=params, headers=headers)
            except LoggedOut:
                if last:
                    break
                token = self._login.renewed(token)
        raise SessionOver("The GE server ends every session at once: look at the account of GE_CLIENT_ID.")

    @property
    def pause_left(self) -> float:
        """Seconds for which the server still wants to be left alone."""
        return self._pace.pause_left()

    def _open_session(self) -> str:
        try:
            answer = self._patiently("POST", "/v1/session", retries=1, json=self._credentials)
        except LoggedOut:
            raise SessionOver(
                "The GE server refuses the credentials: check GE_CLIENT_ID and GE_CLIENT_SECRET."
            ) from None
        token = answer.value.get("access_token")
        if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token:
            raise BadAnswer("the server opened a session without an access_token")
        return token

    def _patiently(self, method: str, path: str, *, retries: int = len(RETRY_SECONDS), **request: object) -> Answer:
        """Ask until there is an answer, the tries are used up, or the wait would be too long."""
        failures, waited = 0, 0.0
        while True:
            if (left := self._pace.pause_left()) > PATIENCE_SECONDS:
                raise GEAsksToWait.for_seconds(left)
            try:
                return self._once(method, path, **request)
            except TryAgain as fault:
                failures += fault.counts
                if fault.pause_seconds is not None:
                    self._pace.pause(fault.pause_seconds)
                wait = fault.pause_seconds
                if failures > retries or waited + (wait or 0) > PATIENCE_SECONDS:
                    raise _given_up(fault) from None
                if wait is None:
                    wait = random.uniform(0, RETRY_SECONDS[max(failures - 1, 0)])  # noqa: S311  (jitter, no secret)
                    self._sleep(wait)
                waited += wait

    def _once(self, method: str, path: str, **request: object) -> Answer:
        self._pace.take()
        with self._count_lock:
            self.requests += 1
        url = self._base_url + path
        with Deadline(self._total_seconds) as deadline:
            try:
                return self._send(method, url, **request)
            except (requests.RequestException, HTTPError, OSError, CutOff) as error:
                if deadline.passed:
                    raise TryAgain(f"no whole answer within {self._total_seconds:g} s") from None
                raise _fault(error) from None

    def _send(self, method: str, url: str, **request: object) -> Answer:
        own = {"Accept": "application/json", "Accept-Encoding": "gzip", "X-Request-Id": uuid.uuid4().hex}
        headers = own | dict(request.pop("headers", None) or {})  # type: ignore[call-overload]  # a mapping of text
        with self._session().request(
            method,
            url,
            headers=headers,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
            **request,  # type: ignore[arg-type]  # params and json, as _patiently was given them
        ) as response:
            pause = pause_seconds(response.headers.get("Retry-After"), now=datetime.now(UTC))
            return understood(response.status_code, response.headers, read_body(response), pause_seconds=pause)

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._of_thread, "session", None)
        if session is None:
            session = self._of_thread.session = requests.Session()
            session.trust_env = False  # a .netrc would replace the bearer token
            session.headers["User-Agent"] = USER_AGENT
            for scheme in ("http://", "https://"):
                session.mount(scheme, WatchedAdapter(pool_maxsize=1))
        return session


def _given_up(fault: TryAgain) -> GEUnavailable:
    if fault.pause_seconds is not None:
        return GEAsksToWait.for_seconds(fault.pause_seconds)
    return GEUnavailable(f"The GE server can't answer: {fault}.")


def _checked(base_url: str) -> str:
    """The address without a slash at its end; plain http only to this machine."""
    parts = urlsplit(base_url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise NotConfigured("GE_BASE_URL has to begin with https:// (plain http is for this machine only).")
    return base_url.rstrip("/")


# The first that fits says it; none repeats the address, which may hold a password.
_FAULTS: tuple[tuple[type[Exception], Callable[[str], Exception], str], ...] = (
    (requests.exceptions.SSLError, BadAnswer, "the server's TLS certificate is not valid for GE_BASE_URL"),
    (requests.exceptions.InvalidURL, NotConfigured, "GE_BASE_URL is no address that can be asked."),
    (requests.exceptions.ConnectTimeout, TryAgain, f"no connection within {CONNECT_SECONDS} s"),
    (requests.exceptions.Timeout, TryAgain, f"no byte within {READ_SECONDS} s"),
    (requests.exceptions.ConnectionError, TryAgain, "no connection to GE_BASE_URL, or it broke"),
)


def _fault(error: Exception) -> Exception:
    """What a failed request means for the client."""
    if isinstance(error, CutOff):
        return TryAgain(str(error))
    for kind, meaning, words in _FAULTS:
        if isinstance(error, kind):
            return meaning(words)
    return TryAgain(f"the connection broke ({type(error).__name__})")
