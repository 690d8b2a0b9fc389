"""One session for all threads of this process: whoever finds it over opens the next one, the others wait for it."""

import threading
from collections.abc import Callable


class Login:
    """Holds the bearer token; `open_session` asks the server for a new one."""

    def __init__(self, open_session: Callable[[], str]) -> None:
        self._open_session = open_session
        self._lock = threading.Lock()
        self._token = ""

    def token(self) -> str:
        """The token in use, opened at the first call."""
        with self._lock:
            if not self._token:
                self._token = self._open_session()
            return self._token

    def renewed(self, refused: str) -> str:
        """The token after a refused one: a new one, unless another thread has opened it already."""
        with self._lock:
            if self._token == refused:
                self._token = self._open_session()
            return self._token
