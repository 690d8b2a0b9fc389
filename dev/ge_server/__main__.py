"""The command line: `python -m dev.ge_server --port 0 --licenses 500 --seed 7`."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import NoReturn

from dev.ge_server.clock import IST, Clock
from dev.ge_server.http import GEServer
from dev.ge_server.misbehaviour import listing
from dev.ge_server.rate_limit import RateLimit
from dev.ge_server.sessions import Sessions
from dev.ge_server.store import Store
from dev.ge_server.switch import Switch, from_text
from dev.ge_server.tls import use_self_signed
from dev.ge_server.world import World

EXAMPLES = """examples:
  python -m dev.ge_server                                    500 licences on any free port
  python -m dev.ge_server --port 8099 --licenses 2000 --day 3
  python -m dev.ge_server --now 2026-11-22T01:00:00+05:30    a frozen clock, for tests that compare instants
  python -m dev.ge_server --misbehave session_lost:share=0.2,odd_numbers:na:license=0310837893
  curl -d '{"count": 20, "seed": 3}' http://127.0.0.1:8099/_control/change
"""


class Parser(argparse.ArgumentParser):
    """Refuses bad flags with one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"ge_server: {message} (see --help).\n")


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="python -m dev.ge_server",
        description="The simulated GE licence server of docs/ge_api.md. Listens on 127.0.0.1 only.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--port", type=_number(65535), default=0, help="0, the default, takes any free port")
    made.add_argument("--licenses", type=_number(1_000_000), default=500)
    made.add_argument("--seed", type=_number(10**9), default=7, help="the same seed makes the same licences")
    made.add_argument("--day", type=_number(3650), default=0, help="days of change to start after")
    made.add_argument("--latency-ms", type=_number(600_000), default=0, help="what every answer takes at least")
    made.add_argument(
        "--rate-limit", type=_number(10**6), default=0, help="requests a minute, then 429; 0 for no limit"
    )
    made.add_argument("--now", type=_instant, help="freeze the server's clock at this instant")
    made.add_argument("--token-seconds", type=_number(10**6), default=1200, help="how long a session lives")
    made.add_argument("--client-id", default=os.environ.get("GE_CLIENT_ID") or "dev")
    made.add_argument("--client-secret", default=os.environ.get("GE_CLIENT_SECRET") or "dev")
    made.add_argument(
        "--misbehave",
        type=_switches,
        default=[],
        metavar="NAME[:LIMIT]...,",
        help="switches, such as truncated:json:first=3,odd_dates:share=0.1:seed=5; limits are a variant, license=A+B, "
        "first=N, share=0.1, seed=N, endpoint=list",
    )
    made.add_argument("--list-misbehaviours", action="store_true", help="print the table of switches and stop")
    made.add_argument("--tls-self-signed", action="store_true", help="https with a bad certificate (misbehaviour 21)")
    return made


def main() -> int:
    options = parser().parse_args()
    if options.list_misbehaviours:
        print(listing())
        return 0
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        server = _server(options)
    except OSError as error:
        print(f"ge_server: port {options.port} can't be used: {error.strerror}.", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"ge_server: {error}.", file=sys.stderr)
        return 2
    facts = f"({options.licenses} licences, seed {options.seed}, day {options.day})"
    scheme = "https" if options.tls_self_signed else "http"
    print(f"GE server on {scheme}://127.0.0.1:{server.server_port} {facts}", flush=True)
    server.serve_forever()
    return 0


def _server(options: argparse.Namespace) -> GEServer:
    """The server that the options ask for, listening already; ValueError when it can't speak TLS."""
    clock = Clock(day=options.day, frozen=options.now)
    world = World(
        store=Store(seed=options.seed, licenses=options.licenses, clock=clock),
        sessions=Sessions(
            client_id=options.client_id, client_secret=options.client_secret, token_seconds=options.token_seconds
        ),
        rate_limit=RateLimit(options.rate_limit),
        latency_seconds=options.latency_ms / 1000,
    )
    server = GEServer(options.port, world)
    if options.tls_self_signed:
        use_self_signed(server)
    for switch in options.misbehave:
        world.switches.turn_on(switch)
    return server


def _stop(number: int, frame: FrameType | None) -> None:
    """End quietly, wherever the main thread is."""
    raise SystemExit(0)


def _number(most: int) -> Callable[[str], int]:
    """An argument type: a whole number from 0 to `most`."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) > most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to {most}")
        return int(text)

    return read


def _switches(text: str) -> list[Switch]:
    try:
        return [from_text(part) for part in text.split(",") if part]
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _instant(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an instant such as 2026-11-22T01:00:00+05:30") from None
    return read if read.tzinfo else read.replace(tzinfo=IST)


if __name__ == "__main__":
    sys.exit(main())
