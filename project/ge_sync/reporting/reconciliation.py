"""The server's control totals beside our own: what no single licence shows, the sum of all does."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db import connection

from project.findings import Finding, Severity
from project.ge_sync.adapters.source import ControlTotals
from project.ge_sync.comparing.mapping import BILL_OF_ENTRY, TABLES
from project.ge_sync.contract.totals import CHILDREN, SUMS
from project.ge_sync.statements import statement

# A bill of entry of the document is a row of the ledger; the bills themselves are fewer.
_LISTED_IN = {table.name: table.listed_in for table in TABLES if table.listed_in and table.name != BILL_OF_ENTRY}


def totals_as_json(totals: ControlTotals | None) -> dict[str, str] | None:
    """Each total as text by its path in the answer, for a run's summary; None where the server gave none."""
    if totals is None:
        return None
    numbers: dict[str, int | Decimal] = {"licenses": totals.licenses}
    numbers |= {f"by_status.{status}": count for status, count in totals.by_status.items()}
    numbers |= {f"sums.{name}": value for name, value in totals.sums.items()}
    numbers |= {f"children.{name}": count for name, count in totals.children.items()}
    return {path: str(number) for path, number in numbers.items()}


def our_totals() -> dict[str, str]:
    """The same of what was applied here; three queries."""
    (counted,) = _rows("our_totals")
    ours = {"licenses": str(counted[0])}
    ours |= {f"sums.{name}": f"{value:.2f}" for name, value in zip(SUMS, counted[1:], strict=True)}
    ours |= {f"by_status.{status}": str(count) for status, count in _rows("our_statuses")}
    rows = dict.fromkeys(CHILDREN, 0)
    rows |= {_LISTED_IN[table]: count for table, count in _rows("our_rows") if table in _LISTED_IN}
    return ours | {f"children.{name}": str(count) for name, count in rows.items()}


def reconciled(theirs: Mapping[str, str], ours: Mapping[str, str]) -> list[Finding]:
    """One finding with every total that differs; pure."""
    differing = list(_differing(theirs, ours))
    if not differing:
        return []
    told = "; ".join(f"{path}: {said} there, {have} here" for path, said, have in differing[:_NAMED])
    more = f", and {len(differing) - _NAMED} more" if len(differing) > _NAMED else ""
    return [
        Finding(
            code="control_totals_differ",
            severity=Severity.WARNING,
            message=f"The GE server's control totals are not what was synced ({told}{more}): look at the licences that "
            "failed or are quarantined first, then run with --force.",
            details=tuple((path, f"{said} there, {have} here") for path, said, have in differing),
        )
    ]


_NAMED = 3


def _differing(theirs: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Of what the server reckons; a status that only we have is one that it counts as 0."""
    statuses = {path for path in ours if path.startswith("by_status.")} - theirs.keys()
    for path, said in (*theirs.items(), *((path, "0") for path in sorted(statuses))):
        have = ours.get(path, "0")
        if Decimal(said) != Decimal(have):
            yield path, said, have


def _rows(name: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement(name))
        return list(cursor.fetchall())
