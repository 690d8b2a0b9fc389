"""A quiet night, a night with 5 % of changes, and the memory of both: requests, rows, write-ahead log, megabytes."""

import re
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from benchmarks.harness.ge_site import ge_site, scalar, sync
from benchmarks.harness.rounds import timed
from benchmarks.harness.site import server as versions
from benchmarks.harness.sizes import for_each
from benchmarks.harness.tables import show

LICENSES = (2_000, 10_000)
MOST_REQUESTS, MOST_WAL, MOST_MB = 60, 1.5, 60


def measure(licenses: int) -> None:
    """All on one database, one after the other."""
    with ge_site(licenses) as server:
        before = _resident_mb()
        with_load = _peak_mb(sync) - before
        night: list[dict[str, dict[str, int]]] = []
        seconds = timed(lambda: night.append(sync()))
        server.change(licenses // 20, seed=5)
        mark = scalar("SELECT txid_snapshot_xmax(txid_current_snapshot())")
        wal, said = _wal_of(sync)
        alone = _wal_of(lambda: _rewrite_rows_since(mark))[0]
        written = {table: rows for table, rows in _rows_since(mark).items() if rows}
        requests, verified = night[0]["requests"], night[0]["counts"]["verified"]
        quiet_enough = requests <= MOST_REQUESTS and verified == licenses  # type: ignore[operator]
        show(
            f"{licenses:,} licences: {versions()}",
            ["", "", ""],
            [
                [
                    "quiet night, requests",
                    requests,
                    f"wanted at most {MOST_REQUESTS}, every licence verified: " + ("yes" if quiet_enough else "NO"),
                ],
                ["quiet night, verified", verified, f"{seconds:.2f} s"],
                ["5 % changed, changed licences", said["counts"]["changed"], ""],
                ["5 % changed, write-ahead log", f"{wal / 1e6:.2f} MB", ""],
                ["the same rows written again, alone", f"{alone / 1e6:.2f} MB", ""],
                ["share", f"{wal / alone:.2f}x", _verdict(wal / alone, MOST_WAL)],
                ["rows written", sum(written.values()), ", ".join(f"{t} {n:,}" for t, n in written.items())],
                ["memory of the first load above idle", f"{with_load:.0f} MB", _verdict(with_load, MOST_MB)],
            ],
        )


def _verdict(value: float, most: float) -> str:
    return f"wanted at most {most:g}: {'yes' if value <= most else 'NO'}"


def _wal_of(call: Callable[[], object]) -> tuple[float, object]:
    begin = scalar("SELECT pg_current_wal_insert_lsn()")
    said = call()
    return float(scalar(f"SELECT pg_current_wal_insert_lsn() - '{begin}'::pg_lsn")), said


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def _rows_since(mark: int) -> dict[str, int]:
    return {table: int(scalar(f"SELECT count(*) FROM {table} WHERE {_since(mark)}")) for table in _tables()}


def _rewrite_rows_since(mark: int) -> None:
    """Each of those rows once more, as it is."""
    with connection.cursor() as cursor:
        for table in _tables():
            column = connection.introspection.get_table_description(cursor, table)[-1].name
            cursor.execute(f'UPDATE {table} SET "{column}" = "{column}" WHERE {_since(mark)}')


def _since(mark: int) -> str:
    return f"xmin::text::bigint >= {mark}"


def _resident_mb() -> float:
    return _status("VmRSS")


def _peak_mb(call: Callable[[], object]) -> float:
    Path("/proc/self/clear_refs").write_text("5")
    call()
    return _status("VmHWM")


def _status(name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    for_each(LICENSES, measure)
