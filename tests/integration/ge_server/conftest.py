"""A simulated GE server in this process, on a real socket, and a client that shows raw answers."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection
from threading import Thread
from typing import Any

import pytest

from dev.ge_server.clock import IST, Clock
from dev.ge_server.http import GEServer
from dev.ge_server.sessions import Sessions
from dev.ge_server.store import Store
from dev.ge_server.world import World

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=IST)


@dataclass
class Reply:
    """What came back: status, headers by lower-case name, and the body after gunzip."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """Speaks plain HTTP/1.1 to one server, logged in unless told."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def login(self) -> "Client":
        reply = self.post("/v1/session", {"client_id": "dev", "client_secret": "dev"})
        self.headers["Authorization"] = f"Bearer {reply.json['access_token']}"
        return self

    def get(self, path: str, **headers: str) -> Reply:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, value: Any) -> Reply:
        return self._ask("POST", path, json.dumps(value), {})

    def delete(self, path: str) -> Reply:
        return self._ask("DELETE", path, None, {})

    def document(self, number: str) -> dict[str, Any]:
        """One licence, sure to be answered with 200."""
        reply = self.get(f"/v1/licenses/{number}")
        assert reply.status == 200, reply.body
        found: dict[str, Any] = reply.json
        return found

    def listing(self, query: str = "") -> list[dict[str, Any]]:
        """Every row of the listing, page by page."""
        rows: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self.get(f"/v1/licenses?limit=50&{query}&cursor={cursor}").json
            rows += page["data"]
            if not page["has_more"]:
                return rows
            cursor = page["next_cursor"]

    def documents(self) -> dict[str, dict[str, Any]]:
        """Every whole document by licence number."""
        return {row["license_number"]: row for row in self.listing("include=full") if not row["deleted"]}

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, self.headers | headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        found = {name.lower(): value for name, value in answer.getheaders()}
        if found.get("content-encoding") == "gzip":
            content = gzip.decompress(content)
        return Reply(answer.status, found, content)


Start = Callable[..., Client]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts servers with options of a test's own, and stops them after it."""
    servers: list[GEServer] = []

    def started(
        *,
        licenses: int = 60,
        seed: int = 7,
        day: int = 0,
        frozen: datetime | None = NOW,
        token_seconds: int = 1200,
    ) -> Client:
        store = Store(seed=seed, licenses=licenses, clock=Clock(day=day, frozen=frozen))
        sessions = Sessions(client_id="dev", client_secret="dev", token_seconds=token_seconds)
        server = GEServer(0, World(store=store, sessions=sessions))
        servers.append(server)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return Client(server.server_port).login()

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def client(start: Start) -> Client:
    """A client of a server with 60 licences and a frozen clock."""
    return start()
