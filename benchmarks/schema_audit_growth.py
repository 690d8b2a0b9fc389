"""How a check grows with the columns of the database: its statements don't, its time does in proportion."""

from statistics import median

from django.db import connection

from benchmarks.harness.rounds import timed
from benchmarks.harness.site import server, site
from benchmarks.harness.sizes import for_each
from benchmarks.harness.tables import milliseconds, show
from project.schema_audit.audit import audit

ROUNDS = 5
# Columns wanted, by tables: eight models in ten have the extra ones.
EXTRA_COLUMNS = {10: 0, 100: 0, 1000: 0}


def measure(tables: int) -> None:
    """One row: columns, statements, time, time for each column."""
    with site(tables, extra_columns=EXTRA_COLUMNS[tables]):
        first = audit()
        statements: list[str] = []

        def noted(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own signature
            statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(noted):
            audit()
        seconds = median(timed(audit) for _ in range(ROUNDS))
        columns = first.stats["fields"]
        show(
            f"{server()}, median of {ROUNDS}",
            ["columns", "tables", "statements", "warm check", "for each column"],
            [
                [
                    f"{columns:,}",
                    f"{first.stats['tables_live']:,}",
                    len([sql for sql in statements if not sql.startswith(("SAVEPOINT", "ROLLBACK", "RELEASE"))]),
                    milliseconds(seconds),
                    f"{seconds / columns * 1e6:,.0f} µs",
                ]
            ],
        )


if __name__ == "__main__":
    for_each(tuple(EXTRA_COLUMNS), measure)
