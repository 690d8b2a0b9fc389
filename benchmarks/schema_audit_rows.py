"""Asking the rows of 1,000 tables behind 2,000 foreign keys: how many statements, how big, how long."""

import re
from unittest.mock import patch

from django.db import connection

from benchmarks.harness.rounds import timed
from benchmarks.harness.site import server, site
from benchmarks.harness.sizes import for_each
from benchmarks.harness.tables import show
from project.schema_audit.audit import Audit, audit
from project.schema_audit.counting.asking import ask

TABLES = 1000


def measure(tables: int) -> None:
    """All foreign keys lost, so that each has to be asked for rows that point at nothing."""
    with site(tables):
        audit()
        _lose_foreign_keys()
        _fill_some()
        statements: list[str] = []

        def noted(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own signature
            statements.append(sql)
            return execute(sql, params, many, context)

        found: list[Audit] = []
        with connection.execute_wrapper(noted):
            seconds = timed(lambda: found.append(audit()))
        asking = [sql for sql in statements if "count(*)" in sql or 'count("' in sql]
        findings = found[0].findings
        lost = [finding for finding in findings if finding.code == "missing_foreign_key"]
        dangling = [finding for finding in findings if finding.code == "dangling_rows"]
        show(
            f"Rows behind {len(lost):,} lost foreign keys of {tables:,} tables: {server()}",
            ["", ""],
            [
                ["statements that ask rows (wanted: under 40)", len(asking)],
                ["questions in the biggest of them", max(len(re.findall("UNION ALL", sql)) + 1 for sql in asking)],
                ["statements of the whole check", len(statements)],
                ["seconds of the whole check", f"{seconds:.1f}"],
                ["findings of dangling rows (made: 1)", len(dangling)],
            ],
        )
        _partial()


def _lose_foreign_keys() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'")
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def _fill_some() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO generated_000_thing0 (code, title, remarks, quantity, changed_at, active, details, parent_id) "
            "VALUES ('1', '', '', 0, now(), true, '{}', 4711)"
        )


def _partial() -> None:
    """With no time left nothing is asked, and each finding says that its rows weren't counted."""
    with patch.dict(ask.__kwdefaults__, seconds=0.0):
        findings = [finding for finding in audit().findings if finding.code == "missing_foreign_key"]
    uncounted = [finding for finding in findings if finding.fix and "count" in finding.fix.note]
    print(f"\nOut of time: {len(uncounted):,} of {len(findings):,} findings say that their rows could not be counted.")


if __name__ == "__main__":
    for_each((TABLES,), measure)
