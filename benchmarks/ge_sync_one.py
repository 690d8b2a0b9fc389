"""`--license NUMBER` in a process that has started already: what it adds to the server's own time."""

import io
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from statistics import median

from django.core.management import call_command

from benchmarks.harness.ge_server import Server
from benchmarks.harness.ge_site import ge_site, processor_seconds
from benchmarks.harness.rounds import timed
from benchmarks.harness.site import server as versions
from benchmarks.harness.tables import milliseconds, show

LICENSES, ROUNDS, SERVER_MILLISECONDS, MOST_SECONDS = 200, 25, 50, 0.150
SERVER, NEW, KNOWN = "the document alone, by a bare client", "a licence that we don't have", "the same once more"


def measure() -> None:
    """Each licence by all ways in turn; the first one logs in and doesn't count."""
    with ge_site(LICENSES) as server:
        first, *others = [document["license_number"] for page in server.pages() for document in page]
        _sync(first)
        server.answer_after(SERVER_MILLISECONDS)
        taken: dict[str, list[float]] = {}
        used: dict[str, list[float]] = {}
        for number in others[:ROUNDS]:
            for way, call in _ways(server, number).items():
                before = processor_seconds()
                taken.setdefault(way, []).append(timed(call))
                used.setdefault(way, []).append(processor_seconds() - before)
        middle = {way: median(seconds) for way, seconds in taken.items()}
        show(
            f"One licence, {SERVER_MILLISECONDS} ms a request, medians of {ROUNDS}: {versions()}",
            ["", "median", f"above the server's time (wanted at most {milliseconds(MOST_SECONDS)})", "processor time"],
            [
                [way, milliseconds(seconds), _above(seconds - middle[SERVER]), milliseconds(median(used[way]))]
                for way, seconds in middle.items()
            ],
        )


def _ways(server: Server, number: str) -> dict[str, Callable[[], object]]:
    return {SERVER: partial(server.document, number), NEW: partial(_sync, number), KNOWN: partial(_sync, number)}


def _sync(number: str) -> None:
    with suppress(SystemExit):
        call_command("sync_from_ge_server", license=number, stdout=io.StringIO(), stderr=io.StringIO())


def _above(seconds: float) -> str:
    return "" if not seconds else f"{milliseconds(seconds)}: {'yes' if seconds <= MOST_SECONDS else 'NO'}"


if __name__ == "__main__":
    measure()
