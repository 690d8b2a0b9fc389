"""The first load and a night without news, by hash, against a floor, dlt and `update_or_create`, row by row."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from django.db import connection

from benchmarks.harness.ge_peers import Dump, dlt, dump, floor, row_by_row, rows_of
from benchmarks.harness.ge_server import Server
from benchmarks.harness.ge_site import (
    DOMAIN,
    count,
    empty,
    forget_watermark,
    ge_site,
    processor_seconds,
    server_seconds,
    sync,
)
from benchmarks.harness.rounds import timed
from benchmarks.harness.site import server as versions
from benchmarks.harness.sizes import for_each
from benchmarks.harness.tables import show, verdict

ROUNDS = {2_000: 3, 10_000: 3}
ROW_BY_ROW = 50
INITIAL, UNCHANGED, FLOOR = "first load", "nothing changed, by hash", "floor: fetch, parse, COPY"
DLT, BY_ROW = "dlt, merge", f"update_or_create per row, {ROW_BY_ROW} licences"


@dataclass(frozen=True)
class Taken:
    """Seconds of one licence: by the clock, and of processor time, the database's included."""

    wall: float
    cpu: float


def measure(licenses: int) -> None:
    """Each way in turn, so many rounds; the server is a process of its own."""
    with ge_site(licenses) as server:
        sync()
        rows = dump()
        written = sum(count(table) for table in DOMAIN)
        taken: dict[str, list[Taken]] = {}
        for _ in range(ROUNDS[licenses]):
            for way, each in _round(server, licenses, rows).items():
                taken.setdefault(way, []).append(each)
        middle = {way: Taken(median(t.wall for t in all_), median(t.cpu for t in all_)) for way, all_ in taken.items()}
        _show(middle, f"{licenses:,} licences of {written / licenses:.1f} rows: {versions()}")


def _round(server: Server, licenses: int, rows: Dump) -> dict[str, Taken]:
    empty()
    taken = {INITIAL: _of(licenses, lambda: _expect(sync(), "new", licenses))}
    forget_watermark()
    taken[UNCHANGED] = _of(licenses, lambda: _expect(sync(), "unchanged", licenses))
    few = rows_of(ROW_BY_ROW)
    empty()
    taken[BY_ROW] = _of(ROW_BY_ROW, lambda: row_by_row(few))
    empty()
    taken[FLOOR] = _of(licenses, lambda: floor(server, rows))
    used = server_seconds()
    figures = dlt(server)
    cpu = figures["cpu_seconds"] + server_seconds() - used
    taken[DLT] = Taken(figures["seconds"] / licenses, cpu / licenses)
    return taken


def _expect(said: dict[str, dict[str, int]], outcome: str, licenses: int) -> None:
    if said["counts"].get(outcome) != licenses:
        raise SystemExit(f"Expected {licenses} {outcome}, and the sync said {said['counts']}.")


def _of(licenses: int, call: Callable[[], object]) -> Taken:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    used = processor_seconds()
    wall = timed(call)
    return Taken(wall / licenses, (processor_seconds() - used) / licenses)


def _show(taken: dict[str, Taken], title: str) -> None:
    lines = [
        [way, f"{1 / each.wall:,.0f}", f"{each.wall * 1000:.2f} ms", f"{each.cpu * 1000:.2f} ms"]
        for way, each in taken.items()
    ]
    show(title, ["", "licences/s", "a licence", "processor time of it"], lines)
    first = taken[INITIAL]
    ratios = [
        ["first load, share of the floor", _ratio(taken[FLOOR], first, 0.4)],
        ["first load against dlt", _ratio(taken[DLT], first, 2)],
        ["first load against update_or_create", _ratio(taken[BY_ROW], first, 40)],
        ["nothing changed against the first load", _ratio(first, taken[UNCHANGED], 3)],
    ]
    show("Ratios", ["", "in processor time", "by the clock"], [[name, *both] for name, both in ratios])


def _ratio(slower: Taken, faster: Taken, wanted: float) -> tuple[str, str]:
    return verdict(slower.cpu / faster.cpu, wanted), f"{slower.wall / faster.wall:.2f}x"


if __name__ == "__main__":
    for_each(tuple(ROUNDS), measure)
