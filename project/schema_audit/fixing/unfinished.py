"""Statements of which no journal knows the end: looked at in the database, and told for what they are."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from django.db import connections

from project.applied import Applied, Purpose, State
from project.findings import Finding
from project.recording import Journal, recorder
from project.schema_audit.fixing.journal_file import unfinished_files
from project.schema_audit.fixing.one_at_a_time import somebody_mends
from project.schema_audit.statements import statement


def unfinished_journals(using: str, schemas: Sequence[str]) -> list[Journal]:
    """Of both kinds; those of what was looked at, since of the rest nothing can be told. Rows are never of schemas."""
    rows = () if schemas else recorder().unfinished(database=using)
    return [*rows, *unfinished_files(using, schemas)]


def told_unfinished(using: str, findings: Collection[Finding], schemas: Sequence[str] = ()) -> list[str]:
    """A sentence for each statement without an end, after a whole look, or one at `schemas`, that found these."""
    journals = unfinished_journals(using, schemas)
    if journals and somebody_mends(using):
        return ["A fix is running right now: what is found may change under it."]
    there = frozenset(finding.fingerprint for finding in findings)
    return [_told(using, journal, one, there) for journal, one in _pending(journals)]


def settle(using: str, findings: Collection[Finding], schemas: Sequence[str] = ()) -> None:
    """Write down how they ended, unless the server or somebody's `--fix` still works on them."""
    there = frozenset(finding.fingerprint for finding in findings)
    journals = unfinished_journals(using, schemas)
    if journals and somebody_mends(using):
        return
    for journal, one in _pending(journals):
        if _still_runs(using, one) is None:
            took_effect = _took_effect(one, there)
            journal.write(replace(one, state=State.APPLIED if took_effect else State.INTERRUPTED))


def _pending(journals: Sequence[Journal]) -> Iterator[tuple[Journal, Applied]]:
    for journal in journals:
        yield from ((journal, one) for one in journal.read() if one.state is State.PENDING)


def _told(using: str, journal: Journal, one: Applied, there: Collection[str]) -> str:
    what = {Purpose.FIX: "A fix", Purpose.TAKE_BACK: "Taking back a fix", Purpose.UNDO: "An undo"}[one.purpose]
    begin = f"{what} of {one.code} at {one.place} was interrupted in `{one.sql}` (journal {journal.name})"
    if process := _still_runs(using, one):
        return f"{begin}: the server still works on it, as process {process}."
    state = "still there" if one.fingerprint in there else "gone"
    if _took_effect(one, there):
        return f"{begin}: it took effect, the finding is {state}."
    return f"{begin}: the finding is {state}; what stands half done is among the findings."


def _took_effect(one: Applied, there: Collection[str]) -> bool:
    """As far as the finding tells: a fix is complete when it is gone, an undo when it is back."""
    if one.purpose is Purpose.FIX:
        return one.completes and one.fingerprint not in there
    return one.fingerprint in there


def _still_runs(using: str, one: Applied) -> int | None:
    with connections[using].cursor() as cursor:
        cursor.execute(statement("still_runs"), {"sql": one.sql})
        found = cursor.fetchone()
        return int(found[0]) if found else None
