from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from project.runs.models import Kind, Outcome, Run
from project.runs.watchdog import tell_ended, tell_started

SYNC = Run(kind=Kind.GE_SYNC.value)


@pytest.fixture
def heard(settings: Any) -> Iterator[list[str]]:
    """The addresses a real watchdog was called at; it answers 404 to the start of an audit."""
    calls: list[str] = []

    class Watchdog(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(self.path)
            self.send_response(404 if "audit" in self.path else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Watchdog)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.WATCHDOG_URL = f"http://127.0.0.1:{server.server_port}/key/"
    yield calls
    server.shutdown()
    server.server_close()


def test_start_success_and_failure_are_told_by_kind(heard: list[str]) -> None:
    tell_started(SYNC)
    for outcome in (Outcome.CLEAN, Outcome.REPORTED, Outcome.FAILED):
        tell_ended(Run(kind=Kind.GE_SYNC.value, outcome=outcome.value))
    assert heard == ["/key/ge-sync/start", "/key/ge-sync", "/key/ge-sync", "/key/ge-sync/fail"]


def test_a_watchdog_that_refuses_is_a_warning_and_no_error(heard: list[str], caplog: pytest.LogCaptureFixture) -> None:
    tell_started(Run(kind=Kind.SCHEMA_AUDIT.value))
    assert heard == ["/key/schema-audit/start"]
    assert "The watchdog did not take the news" in caplog.text


def test_a_watchdog_that_is_away_is_a_warning_and_no_error(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.WATCHDOG_URL = "http://127.0.0.1:1/key"
    tell_started(SYNC)
    assert "The watchdog did not take the news" in caplog.text
    assert "key" not in caplog.text


def test_without_an_address_nobody_is_called(heard: list[str], settings: Any) -> None:
    settings.WATCHDOG_URL = ""
    tell_started(SYNC)
    assert heard == []
