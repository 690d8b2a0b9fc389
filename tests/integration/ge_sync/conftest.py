"""The simulated GE server as a process of its own, and the command that is asked to sync from it."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from django.core.management import call_command

ROOT = Path(__file__).parents[3]
SEED = 7


@dataclass(frozen=True)
class GEServer:
    """A running server and the levers under /_control."""

    url: str

    def control(self, lever: str, **settings: Any) -> Any:
        """Move a lever; what the server answers."""
        return self._ask(f"/_control/{lever}", json.dumps(settings).encode())

    def misbehave(self, name: str, **limits: Any) -> list[str]:
        """Switch a misbehaviour on; the licences it has chosen."""
        chosen: list[str] = self.control("misbehave", name=name, on=True, **limits)["licenses"]
        return chosen

    def behave(self, name: str) -> None:
        self.control("misbehave", name=name, on=False)

    def asked(self) -> dict[str, int]:
        """Requests by endpoint since the last `forget`."""
        counts: dict[str, int] = self._ask("/_control/requests")["by_endpoint"]
        return counts

    def documents(self) -> dict[str, dict[str, Any]]:
        """Every living document by licence number, read here and not by the code under test."""
        token = self._ask("/v1/session", b'{"client_id": "dev", "client_secret": "dev"}')["access_token"]
        found: dict[str, dict[str, Any]] = {}
        cursor = ""
        while True:
            page = self._ask(f"/v1/licenses?include=full&limit=200&cursor={cursor}", token=token)
            for one in page["data"]:
                before = found.get(one["license_number"])
                if not one["deleted"] and (before is None or before["version"] <= one["version"]):
                    found[one["license_number"]] = one
            if not page["has_more"]:
                return found
            cursor = page["next_cursor"]

    def _ask(self, path: str, body: bytes | None = None, token: str = "") -> Any:
        method = "POST" if body is not None else "GET"
        headers = {"Authorization": f"Bearer {token}"}
        answer = requests.request(method, self.url + path, data=body, headers=headers, timeout=20)
        answer.raise_for_status()
        return answer.json()


StartServer = Callable[..., GEServer]


@pytest.fixture
def start_ge_server(settings: Any) -> Iterator[StartServer]:
    """Starts servers for a test, and points the settings at the last one."""
    processes: list[subprocess.Popen[str]] = []

    def started(licenses: int = 60, *arguments: str) -> GEServer:
        command = [sys.executable, "-m", "dev.ge_server", "--licenses", str(licenses), "--seed", str(SEED)]
        credentials = ["--client-id", "dev", "--client-secret", "dev"]
        process = subprocess.Popen([*command, *credentials, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout
        server = GEServer(process.stdout.readline().split()[3])
        settings.GE_BASE_URL, settings.GE_CLIENT_ID, settings.GE_CLIENT_SECRET = server.url, "dev", "dev"
        settings.GE_REQUESTS_PER_SECOND = 10_000.0
        return server

    yield started
    for process in processes:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def ge_server(start_ge_server: StartServer) -> GEServer:
    """A server with 60 licences."""
    return start_ge_server()


@dataclass(frozen=True)
class Synced:
    """What the command printed, and its exit status."""

    status: int
    report: dict[str, Any]

    @property
    def counts(self) -> dict[str, int]:
        """The counts that are not zero."""
        return {name: count for name, count in self.report["counts"].items() if count}

    def of(self, outcome: str) -> list[dict[str, Any]]:
        """The licences that ended so."""
        return [one for one in self.report["licenses"] if one["outcome"] == outcome]


Sync = Callable[..., Synced]


@pytest.fixture
def sync(transactional_db: None) -> Sync:
    """`sync_from_ge_server --format json`; data only unless told, since the structure has tests of its own."""

    def run(*arguments: str) -> Synced:
        out, status = io.StringIO(), 0
        part = [] if {"--full", "--structure-only"} & set(arguments) else ["--data-only"]
        try:
            call_command("sync_from_ge_server", *part, *arguments, format="json", stdout=out, stderr=io.StringIO())
        except SystemExit as end:
            status = int(end.code or 0)
        return Synced(status, json.loads(out.getvalue()))

    return run
