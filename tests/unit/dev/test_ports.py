"""Ports are free ones, or exactly what was asked for."""

import socket

import pytest

from dev.ports import HOST, chosen_port, free_port
from dev.steps import CannotRun


def test_a_free_port_can_be_listened_on() -> None:
    with socket.create_server((HOST, free_port())) as server:
        assert server.getsockname()[1] > 0


def test_the_next_free_port_is_found_when_the_first_is_taken() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        assert free_port(first=port) > port


def test_a_port_that_was_asked_for_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("SOME_PORT", str(port))

    assert chosen_port("SOME_PORT") == port


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1"])
def test_what_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("SOME_PORT", text)

    with pytest.raises(CannotRun, match="write a port number from 1 to 65535"):
        chosen_port("SOME_PORT")
