"""A server on this machine that says, byte for byte, what a test wants."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Say = Callable[["Conversation"], None]


@dataclass
class Conversation:
    """One request as it came over the wire, and the way back."""

    head: str
    body: bytes
    send: Callable[[bytes], object]
    until_closed: threading.Event

    def header(self, name: str) -> str:
        """The value of a request header; empty when it wasn't sent."""
        for line in self.head.splitlines():
            found, _, value = line.partition(":")
            if found.lower() == name.lower():
                return value.strip()
        return ""

    def answer(self, body: bytes, *headers: str, status: str = "200 OK") -> None:
        """A whole answer with its right length."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        self.send(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body)

    def json(self, body: bytes = b'{"a": 1}', *headers: str, status: str = "200 OK") -> None:
        self.answer(body, "Content-Type: application/json", *headers, status=status)


@dataclass
class Loopback:
    """What came in, and where it listens."""

    port: int
    asked: list[Conversation] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def loopback(say: Say) -> Iterator[Loopback]:
    """It listens while the work inside goes on; `say` answers every request."""
    ended = threading.Event()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            found.connections += 1
            while head := self._head():
                length = next((int(v.split(":")[1]) for v in head.splitlines() if v.lower().startswith("content-l")), 0)
                asked = Conversation(head, self.rfile.read(length), self.wfile.write, ended)
                found.asked.append(asked)
                try:
                    say(asked)
                except OSError:
                    return
                if "close" in asked.header("x-then"):
                    return

        def _head(self) -> str:
            lines = []
            while (line := self.rfile.readline().decode("latin-1")) not in ("\r\n", ""):
                lines.append(line)
            return "".join(lines)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """The client hung up, as it should."""

    with Server(("127.0.0.1", 0), Handler) as server:
        found = Loopback(server.server_address[1])
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield found
        finally:
            ended.set()
            server.shutdown()
