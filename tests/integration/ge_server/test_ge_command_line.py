"""The server as a process of its own: start, stop, and what it says about bad flags."""

import os
import re
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from .conftest import Client

ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-m", "dev.ge_server", "--licenses", "20")


@contextmanager
def running(*flags: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server process and the line that it printed."""
    process = subprocess.Popen([*COMMAND, *flags], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def port_in(line: str) -> int:
    found = re.search(r"127\.0\.0\.1:(\d+)", line)
    assert found, line
    return int(found[1])


def refused(*flags: str, environment: dict[str, str] | None = None) -> str:
    """What the command says on its way out with status 2."""
    done = subprocess.run(
        [*COMMAND, *flags], cwd=ROOT, capture_output=True, text=True, env=environment, timeout=30, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_one_line_says_where_it_listens() -> None:
    with running("--seed", "3", "--day", "1") as (_, line):
        assert re.fullmatch(r"GE server on http://127\.0\.0\.1:\d+ \(20 licences, seed 3, day 1\)", line)
        assert len(Client(port_in(line)).login().documents()) >= 20


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_quietly(number: signal.Signals) -> None:
    with running() as (process, _):
        process.send_signal(number)
        rest, errors = process.communicate(timeout=10)
        assert (process.returncode, rest, errors) == (0, "", "")


def test_switches_can_be_on_from_the_start() -> None:
    with running("--misbehave", "login_page:first=1,odd_numbers:na:first=1") as (_, line):
        client = Client(port_in(line)).login()
        assert client.get("/v1/schema").body.startswith(b"<!DOCTYPE html>")
        assert [one["cif_inr"] for one in client.documents().values()].count("NA") == 1


def test_a_self_signed_certificate_is_refused_by_a_careful_client() -> None:
    with running("--tls-self-signed") as (process, line):
        assert line.startswith("GE server on https://127.0.0.1:")
        with pytest.raises(ssl.SSLCertVerificationError):
            HTTPSConnection("127.0.0.1", port_in(line), timeout=10).request("GET", "/v1/schema")
        trusting = ssl._create_unverified_context()  # noqa: S323  # the bad certificate is what is tested
        careless = HTTPSConnection("127.0.0.1", port_in(line), timeout=10, context=trusting)
        careless.request("GET", "/v1/schema")
        assert careless.getresponse().status == 401
        process.terminate()
        assert process.communicate(timeout=10)[1] == ""


def test_without_openssl_the_sentence_says_what_to_do() -> None:
    said = refused("--tls-self-signed", environment=os.environ | {"PATH": "/nowhere"})
    assert said == "ge_server: --tls-self-signed needs the openssl program: install it, or leave the flag out.\n"


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--port", "x"), "'x' is not a whole number from 0 to 65535"),
        (("--licenses", "-1"), "'-1' is not a whole number"),
        (("--now", "yesterday"), "'yesterday' is not an instant"),
        (("--misbehave", "nonsense"), "there is no misbehaviour 'nonsense'"),
        (("--unknown",), "unrecognized arguments"),
    ],
)
def test_a_bad_flag_is_refused_in_one_sentence(flags: tuple[str, ...], said: str) -> None:
    errors = refused(*flags)
    assert said in errors
    assert errors.count("\n") == 1


def test_a_port_in_use_is_refused_in_one_sentence() -> None:
    with running() as (_, line):
        port = port_in(line)
        assert refused("--port", str(port)) == f"ge_server: port {port} can't be used: Address already in use.\n"


def test_help_shows_examples_and_the_table_lists_every_switch() -> None:
    helped = subprocess.run([*COMMAND, "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = subprocess.run([*COMMAND, "--list-misbehaviours"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "examples:" in helped
    assert "login_page" in listed.stdout
    assert "vanished_row" in listed.stdout


def test_more_requests_than_the_limit_are_told_to_wait() -> None:
    with running("--rate-limit", "3") as (_, line):
        client = Client(port_in(line)).login()
        replies = [client.get("/v1/schema") for _ in range(3)]
    assert [reply.status for reply in replies] == [200, 200, 429]
    assert [reply.headers["x-ratelimit-remaining"] for reply in replies] == ["1", "0", "0"]
    assert 0 < int(replies[2].headers["retry-after"]) <= 60
