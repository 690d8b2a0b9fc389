"""TCP ports on the loopback address."""

import socket

from config.environment import Environment
from dev.run_folder import ROOT
from dev.steps import CannotRun

HOST = "127.0.0.1"


def free_port(*, first: int = 0) -> int:
    """A port nobody listens on: `first`, or the next free one after it; any at all when it is 0."""
    for port in range(first, min(first + 100, 65_536)) if first else (0,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise CannotRun(f"No port from {first} to {first + 99} is free on {HOST}: stop what listens there.")


def chosen_port(variable: str) -> int:
    """The port that a variable of the environment or of `.env` asks for, or any free one."""
    text = Environment(files=[ROOT / ".env"]).text(variable)
    if not text:
        return free_port()
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise CannotRun(f"{variable} is {text!r}: write a port number from 1 to 65535, or unset it.")
    if free_port(first=int(text)) != int(text):
        raise CannotRun(f"Port {text} ({variable}) is in use on {HOST}: free it, or unset {variable}.")
    return int(text)
