"""A limit on the whole of a request, headers and body: when it passes, the socket is shut down.

Timeouts of a socket start anew with every byte, so a server that drips one a second would hold a thread for ever.
"""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Any, Self

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_running = threading.local()


class Deadline:
    """Entered around one request; `passed` says whether it was the deadline that ended it."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._connection: HTTPConnection | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        _running.deadline = self
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        _running.deadline = None

    def watch(self, connection: HTTPConnection) -> None:
        """This is the connection that the request goes over; TimeoutError when it comes to it too late."""
        self._connection = connection
        if self.passed:
            raise TimeoutError

    def _cut(self) -> None:
        self.passed = True
        sock = self._connection.sock if self._connection else None
        if sock is not None:
            with contextlib.suppress(OSError):  # the peer may have closed it a moment ago
                # Not the method of SSLSocket: that one forgets the session another thread is reading from.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Watched:
    """Tells the deadline of its thread which connection is used, before it connects and when it is used again."""

    def connect(self) -> None:
        _announce(self)
        super().connect()  # type: ignore[misc]  # a connection class stands behind it

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        _announce(self)
        super().putrequest(*args, **kwargs)  # type: ignore[misc]  # a connection class stands behind it


class _WatchedHTTP(_Watched, HTTPConnection):
    pass


class _WatchedHTTPS(_Watched, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _WatchedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHTTPS


class WatchedAdapter(HTTPAdapter):
    """requests' adapter over connections that a deadline can cut."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}


def _announce(connection: Any) -> None:
    deadline: Deadline | None = getattr(_running, "deadline", None)
    if deadline is not None:
        deadline.watch(connection)
