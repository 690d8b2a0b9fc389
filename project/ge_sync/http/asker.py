"""Asks until there is an answer: through the gate and the bucket of all workers, with retries where they help."""

import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from project.ge_sync.control.bucket import Bucket
from project.ge_sync.control.gate import PATIENCE_SECONDS, Gate
from project.ge_sync.errors import BadAnswer, GEAsksToWait, GERefused, GEUnavailable, NotConfigured
from project.ge_sync.http.answers import Answer, ServerFault, TryAgain
from project.ge_sync.http.authorities import authorities
from project.ge_sync.http.sending import TOTAL_SECONDS, Sender
from project.ge_sync.payload import Decoder, decode
from project.ge_sync.resting import rest

RETRY_SECONDS = (1, 2, 4, 8)
# Others may be faster when a limit begins anew; who comes too late so often asks another time.
MOST_PAUSES = 3
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True)
class Control:
    """What all workers share about a source."""

    gate: Gate
    bucket: Bucket


class Asker:
    """Safe to use from several threads; `requests` counts what was sent."""

    def __init__(
        self,
        base_url: str,
        *,
        control: Control,
        total_seconds: float = TOTAL_SECONDS,
        ca_bundle: str = "",
        sleep: Callable[[float], None] = rest,
    ) -> None:
        self._base_url = checked_address(base_url)
        self._control, self._sleep = control, sleep
        self._sender = Sender(total_seconds=total_seconds, verify=authorities(ca_bundle))
        self._count_lock = threading.Lock()
        self.requests = 0

    def get(
        self,
        path: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        decoder: Decoder = decode,
    ) -> Answer:
        """The answer to a GET, or the GEError that says why there is none; LoggedOut when the session is over."""
        return self._told(lambda: self._patiently("GET", path, headers=headers, params=params, decoder=decoder))

    def post(self, path: str, *, headers: Mapping[str, str], data: Mapping[str, str]) -> Answer:
        """The same for a form, of a server that has nothing to lose when it is asked twice."""
        return self._told(lambda: self._patiently("POST", path, headers=headers, data=data))

    def log_in(self, path: str, credentials: Mapping[str, str]) -> Answer:
        """The answer to a login; it says nothing of whether the server answers questions."""
        return self._patiently("POST", path, retries=1, json=credentials)

    def wait(self) -> None:
        """Return when the server may be asked; GEError where that is too long to wait for."""
        self._control.gate.enter()

    def trip(self, reason: str) -> None:
        """Let nobody ask for a while."""
        self._control.gate.trip(reason)

    def _told(self, ask: Callable[[], Answer]) -> Answer:
        """Ask, and let the breaker know that the server is there: a refusal is an answer too, and so is nonsense."""
        try:
            answer = ask()
        except (GERefused, BadAnswer):
            self._control.gate.answered()
            raise
        self._control.gate.answered()
        return answer

    def _patiently(self, method: str, path: str, *, retries: int = len(RETRY_SECONDS), **request: Any) -> Answer:
        """Ask until there is an answer, the tries are used up, or the wait would be too long."""
        failures, pauses, waited = 0, 0, 0.0
        while True:
            try:
                return self._once(method, path, **request)
            except TryAgain as fault:
                failures += fault.counts
                pauses += fault.pause_seconds is not None
                waited += fault.pause_seconds or 0
                self._tell(fault)
                if failures > retries or (pauses > MOST_PAUSES and waited > PATIENCE_SECONDS):
                    raise _given_up(fault) from None
                if fault.pause_seconds is None:
                    self._sleep(random.uniform(0, RETRY_SECONDS[max(failures - 1, 0)]))  # noqa: S311  (jitter, no secret)

    def _once(self, method: str, path: str, **request: Any) -> Answer:
        self._control.gate.enter()
        self._control.bucket.take()
        # The turn may have been long in coming.
        self._control.gate.enter()
        with self._count_lock:
            self.requests += 1
        answer = self._sender.send(method, self._base_url + path, **request)
        if answer.pause_seconds is not None:
            self._control.gate.pause(answer.pause_seconds)
        return answer

    def _tell(self, fault: TryAgain) -> None:
        if fault.pause_seconds is not None:
            self._control.gate.pause(fault.pause_seconds)
        if isinstance(fault, ServerFault):
            self._control.gate.failed(str(fault))


def checked_address(base_url: str) -> str:
    """The address without a slash at its end; plain http only to this machine."""
    parts = split_address(base_url)
    if parts.query or parts.fragment or parts.username or parts.password:
        raise NotConfigured("GE_BASE_URL has to be host, port and path alone: no ?, # or user belongs into it.")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise NotConfigured("GE_BASE_URL has to begin with https:// (plain http is for this machine only).")
    return base_url.rstrip("/")


def split_address(address: str) -> SplitResult:
    """Its parts; NotConfigured where it has none."""
    try:
        parts = urlsplit(address.rstrip("/"))
        has_a_place = bool(parts.hostname) and parts.port != 0
    except ValueError:
        has_a_place = False
    if not has_a_place:
        raise NotConfigured("GE_BASE_URL is no address that can be asked: write it as https://host/path.")
    return parts


def _given_up(fault: TryAgain) -> GEUnavailable | BadAnswer:
    if fault.pause_seconds is not None:
        return GEAsksToWait.for_seconds(fault.pause_seconds)
    if isinstance(fault, ServerFault):
        return GEUnavailable(f"The GE server can't answer: {fault}.")
    # It answers, again and again, with something that nobody can read.
    return BadAnswer(f"The GE server can't be understood: {fault}, each time it was asked.")
