"""One session for all workers: whoever finds it over opens the next one, the others wait for it."""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from project.ge_sync.control import session_row
from project.ge_sync.control.aside import aside
from project.ge_sync.control.seal import Seal
from project.ge_sync.errors import GEUnavailable, SessionOver
from project.ge_sync.http.answers import LoggedOut
from project.ge_sync.resting import rest

LOOK_SECONDS = 0.2
PATIENCE_SECONDS = 30.0
# Credentials that were refused aren't tried again for so long, by no worker; other credentials are.
REFUSED_SECONDS = 60.0
_REFUSED = ""


class Token(NamedTuple):
    """A bearer token, and which session of the source it is."""

    text: str
    number: int


class Opened(NamedTuple):
    """A session as the server opened it."""

    token: str
    seconds: float


class Login:
    """Holds the token of this process; `open_session` asks for a new one, and raises LoggedOut where refused."""

    def __init__(
        self,
        source_name: str,
        *,
        secret: str,
        open_session: Callable[[], Opened],
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = rest,
    ) -> None:
        self._name, self._secret, self._open_session = source_name, secret, open_session
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._seal: Seal | None = None
        self._token: Token | None = None
        self._good_until = 0.0

    def token(self) -> Token:
        """The token in use; opens a session where there is none, or it has come to its end."""
        with self._lock:
            if self._token is None or self._clock() >= self._good_until:
                self._token = self._shared(refused=0)
            return self._token

    def renewed(self, refused: Token) -> Token:
        """The token after a refused one: a new one, unless somebody has opened it already."""
        with self._lock:
            if self._token is None or self._token.number == refused.number:
                self._token = self._shared(refused=refused.number)
            return self._token

    def _shared(self, *, refused: int) -> Token:
        """The session in the row where it can be used, else one that this process or another is just opening."""
        self._seal = self._seal or Seal(self._secret)
        until = self._clock() + PATIENCE_SECONDS
        while True:
            held = aside(partial(session_row.read, self._name))
            said = self._seal.open(held.sealed) if held.seconds_left > 0 and held.number != refused else None
            if said == _REFUSED:
                raise self._credentials_refused()
            if said is not None:
                self._good_until = self._clock() + held.seconds_left
                return Token(said, held.number)
            if aside(partial(session_row.claim_login, self._name, after=held.number)):
                return self._opened(self._seal)
            if self._clock() >= until:
                raise GEUnavailable("Another worker has been logging in to the GE server for too long.")
            self._sleep(LOOK_SECONDS)

    def _opened(self, seal: Seal) -> Token:
        try:
            opened = self._open_session()
        except LoggedOut:
            self._store(seal.close(_REFUSED), REFUSED_SECONDS)
            raise self._credentials_refused() from None
        except BaseException:
            aside(partial(session_row.give_up_login, self._name))
            raise
        self._good_until = self._clock() + opened.seconds
        return Token(opened.token, self._store(seal.close(opened.token), opened.seconds))

    def _store(self, sealed: str, seconds: float) -> int:
        return aside(partial(session_row.store, self._name, sealed, seconds=seconds))

    def _credentials_refused(self) -> SessionOver:
        return SessionOver("The GE server refuses the credentials: check GE_CLIENT_ID and GE_CLIENT_SECRET.")
