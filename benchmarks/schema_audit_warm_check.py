"""A check with a warm cache against `sqldiff -a` of django-extensions and Django's introspection, table by table."""

from django.db import connection

from benchmarks.harness.rounds import medians, timed
from benchmarks.harness.site import server, site
from benchmarks.harness.sizes import for_each
from benchmarks.harness.sqldiff import provide, sqldiff
from benchmarks.harness.tables import milliseconds, show, verdict
from project.schema_audit.audit import Audit, audit
from project.schema_audit.building import expected
from project.schema_audit.building.wanted import collected

ROUNDS = {70: 7, 1000: 3}


def measure(tables: int) -> None:
    """Both tables of one size."""
    provide()
    with site(tables, apps=("django_extensions",)):
        cold = timed(audit)
        calls = {
            "warm check": audit,
            "warm check, key computed anew": _with_key,
            "first check of a process, cache in its file": _as_first,
            "Django's introspection, table by table": _introspect,
            "sqldiff -a": sqldiff,
        }
        taken = medians(calls, rounds=ROUNDS[tables])
        warm, with_key = taken["warm check"], taken["warm check, key computed anew"]
        wanted = {"sqldiff -a": (15, 4), "Django's introspection, table by table": (10, 4)}
        show(
            f"{tables:,} tables: {server()}, medians of {ROUNDS[tables]} interleaved rounds",
            ["", "median", "times the warm check", "times the check with its key"],
            [
                [name, milliseconds(seconds), *_verdicts(seconds, warm, with_key, wanted.get(name))]
                for name, seconds in taken.items()
            ]
            + [["check that builds the expected side, once", milliseconds(cold), f"{cold / warm:.1f}x", ""]],
        )
        _where_time_goes(tables)
        print(f"\nFindings on a database without drift: {len(audit().findings)} of the check, {sqldiff()} of sqldiff.")


def _verdicts(seconds: float, warm: float, with_key: float, wanted: tuple[int, int] | None) -> tuple[str, str]:
    if wanted:
        return verdict(seconds / warm, wanted[0]), verdict(seconds / with_key, wanted[1])
    return f"{seconds / warm:.1f}x", ""


def _where_time_goes(tables: int) -> None:
    parts: dict[str, list[float]] = {}
    for _ in range(ROUNDS[tables]):
        for name, seconds in _parts(audit()).items():
            parts.setdefault(name, []).append(seconds)
    middles = {name: sorted(seconds)[len(seconds) // 2] for name, seconds in parts.items()}
    show(
        f"{tables:,} tables: where the time of a warm check goes",
        ["", "median"],
        [[name, milliseconds(seconds)] for name, seconds in middles.items()],
    )
    selects, comparing = middles["the SELECTs"], middles["comparing"]
    print(f"\nComparing costs less than the SELECTs: {'yes' if comparing < selects else 'NO'}.")


def _parts(audited: Audit) -> dict[str, float]:
    stats = audited.stats
    named = {
        "the SELECTs": stats["select_seconds"],
        "making values of their rows": stats["assemble_seconds"],
        "expected side, from memory": stats["expected_seconds"],
        "comparing": stats["compare_seconds"],
    }
    return named | {"all else": stats["seconds"] - sum(named.values())}


def _with_key() -> None:
    collected.cache_clear()
    audit()


def _as_first() -> None:
    collected.cache_clear()
    expected._pictures.clear()
    audit()


def _introspect() -> None:
    """What Django offers to read the same: columns, constraints with indexes, sequences."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            connection.introspection.get_table_description(cursor, table)
            connection.introspection.get_constraints(cursor, table)
            connection.introspection.get_sequences(cursor, table)


if __name__ == "__main__":
    for_each(tuple(ROUNDS), measure)
