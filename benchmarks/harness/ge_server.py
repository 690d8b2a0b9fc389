"""The simulated GE server as a process of its own, and what a client without any care asks it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import requests

CLIENT = {"client_id": "benchmark", "client_secret": "benchmark"}


class Server:
    """Its address, its levers, and a session with it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._session = requests.Session()
        self._session.trust_env = False
        token = self._session.post(f"{address}/v1/session", json=CLIENT, timeout=10).json()["access_token"]
        self.token = str(token)

    def pages(self) -> Iterator[list[dict[str, Any]]]:
        """The documents of every licence, page by page, parsed and nothing else."""
        asked = {"limit": "200", "include": "full"}
        while True:
            headers = {"Authorization": f"Bearer {self.token}"}
            answer = self._session.get(f"{self.address}/v1/licenses", params=asked, headers=headers, timeout=60)
            page = json.loads(answer.content, parse_float=Decimal)
            yield page["data"]
            if not page.get("next_cursor"):
                return
            asked["cursor"] = page["next_cursor"]

    def document(self, license_number: str) -> dict[str, Any]:
        """One document, parsed and nothing else."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self._session.get(f"{self.address}/v1/licenses/{license_number}", headers=headers, timeout=60)
        return dict(json.loads(answer.content, parse_float=Decimal))

    def change(self, count: int, *, seed: int) -> None:
        """Change so many licences."""
        self._move("change", {"count": count, "seed": seed})

    def answer_after(self, milliseconds: int) -> None:
        """What every answer takes at least, from now on."""
        self._move("latency", {"milliseconds": milliseconds})

    def _move(self, lever: str, values: dict[str, int]) -> None:
        self._session.post(f"{self.address}/_control/{lever}", json=values, timeout=60).raise_for_status()


@contextmanager
def ge_server(licenses: int) -> Iterator[Server]:
    """Run one until the work inside ends."""
    command = [sys.executable, "-m", "dev.ge_server", "--licenses", str(licenses), "--seed", "7"]
    options = ["--client-id", CLIENT["client_id"], "--client-secret", CLIENT["client_secret"]]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, env=os.environ, text=True) as process:
        try:
            assert process.stdout is not None  # noqa: S101  (a pipe was asked for)
            words = process.stdout.readline().split()
            yield Server(next(word for word in words if word.startswith("http")))
        finally:
            process.terminate()
