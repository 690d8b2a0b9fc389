"""Mends what an audit found: shows the plan, asks, migrates or runs the statements, stops at the first refusal."""

import sys
from collections.abc import Callable

from django.core.management import call_command
from django.db import DatabaseError, connections

from project.findings import Cause, Finding
from project.schema_audit.audit import Audit
from project.schema_audit.guard import one_line


class FixRefusedError(Exception):
    """Nothing was mended, or not all; the text is one sentence that says why and what to do."""


def fix_missing_tables(audited: Audit, *, using: str, say: Callable[[str], None], yes: bool) -> None:
    """Create the missing tables: by migrating where a pending migration makes them, else from the models."""
    missing = [finding for finding in audited.findings if finding.code == "missing_table"]
    if not missing:
        say("No table is missing: nothing to create.")
        return
    pending = sorted({f.app for f in missing if f.app and f.cause is Cause.UNAPPLIED_MIGRATION})
    from_models = [finding for finding in missing if finding.cause is Cause.DRIFT]
    for app in pending:
        say(f"migrate {app}")
    for finding in from_models:
        for statement in finding.fix.sql if finding.fix else ():
            say(f"{statement};")
    _agree(yes)
    for app in pending:
        call_command("migrate", app, database=using, interactive=False, verbosity=0)
    for finding in from_models:
        _run(finding, using)


def _agree(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise FixRefusedError("Nothing was changed: there is no terminal to ask at; give --yes to run the plan.")
    if input("Run this plan? [y/N] ").strip().lower() not in ("y", "yes"):
        raise FixRefusedError("Nothing was changed: the plan was declined.")


def _run(finding: Finding, using: str) -> None:
    for statement in finding.fix.sql if finding.fix else ():
        try:
            with connections[using].cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError as error:
            raise FixRefusedError(
                f"Stopped at {finding.table}: {one_line(error)}. Check again before the next try."
            ) from error
