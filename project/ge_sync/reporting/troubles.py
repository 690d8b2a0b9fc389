"""What a sync has to report beside single licences, as findings."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from project.findings import Finding, Severity
from project.ge_sync.comparing.mapping import DEBIT, LICENSE
from project.ge_sync.statements import statement

_NAMED = 5
_ACCEPTED = {
    "coerced": "values came in another notation than the contract's, and were understood",
    "padded": "numbers had lost their leading zero, which was given back",
    "ahead_of_time": "licences were changed at a time that is not here yet, by the GE server's own clock",
}

_LISTING = {
    "not_listed": "licences were missing in the GE server's listing, and were asked for one by one",
    "unreadable_entry": "entries of the GE server's listing name no licence or did not come: nobody can ask for those",
}


def license_findings() -> list[Finding]:
    """Balances that are negative, or not what the server says, and debits that it no longer lists; three queries."""
    found = []
    if negative := _numbers("negative_balances"):
        found.append(
            _about_licenses("negative_balance", negative, "have a negative balance: over-debited, or reversed late?")
        )
    if differs := _numbers("balances_that_differ"):
        message = "have a balance that is not the server's: a debit, credit or reversal is missing on one side."
        found.append(_about_licenses("balance_differs", differs, message))
    if disputed := _numbers("disputed_debits"):
        message = (
            "have customs debits that the server no longer lists: they stay, and count, until customs explains it."
        )
        found.append(_about_licenses("disputed_debit", disputed, message, table=DEBIT, column=""))
    return found


def oddity_findings(oddities: Mapping[str, int], unknown_fields: Mapping[str, int]) -> list[Finding]:
    """What was accepted although the contract writes it otherwise."""
    found = [
        Finding(code=code, severity=Severity.INFO, message=f"{oddities[code]} {words}.")
        for code, words in _ACCEPTED.items()
        if oddities.get(code)
    ]
    if oddities.get("odd_encoding"):
        message = f"{oddities['odd_encoding']} answers of the GE server were not UTF-8 as they claim; check names."
        found.append(Finding(code="odd_encoding", severity=Severity.WARNING, message=message))
    for code, words in _LISTING.items():
        if count := oddities.get(code):
            found.append(Finding(code=code, severity=Severity.WARNING, message=f"{count} {words}."))
    return [*found, *(_unknown(path, count) for path, count in sorted(unknown_fields.items()))]


def not_looked_at(planned: Mapping[str, Any]) -> list[Finding]:
    """What the plan of a run has left out, by request or because the server didn't tell."""
    found = []
    if left := planned.get("left"):
        message = (
            f"{left} licences were not looked at: the run was limited, or the source lists none and the budget is."
        )
        found.append(Finding(code="licenses_left", severity=Severity.WARNING, message=message))
    for name, reason in sorted(planned.get("not_read", {}).items()):
        message = f"The GE server's {name} could not be read: {reason}"
        found.append(Finding(code="not_read", severity=Severity.WARNING, object=name, message=message))
    return found


def needs_approval(run_id: int | None, reasons: Sequence[str]) -> Finding:
    """A run that stopped before it wrote; without a number, one that would."""
    message = f"A run would stop before it writes: {' '.join(reasons)}"
    if run_id is not None:
        message = (
            f"Nothing was written: {' '.join(reasons)} Look at the changes, and release exactly them with "
            f"`manage.py sync_from_ge_server --approve {run_id}`."
        )
    return Finding(code="needs_approval", severity=Severity.WARNING, message=message)


def nothing_listed() -> Finding:
    """A listing without a single licence is an outage, not an empty country."""
    message = "The GE server listed no licence at all: nothing was verified. Ask whether it has an outage."
    return Finding(code="nothing_listed", severity=Severity.ERROR, message=message)


def _unknown(path: str, count: int) -> Finding:
    return Finding(
        code="unknown_field",
        severity=Severity.INFO,
        object=path[:255],
        message=f"The server sends {path}, which the contract doesn't know, in {count} places.",
    )


def _about_licenses(
    code: str, numbers: list[str], message: str, *, table: str = LICENSE, column: str = "balance_cif"
) -> Finding:
    named = ", ".join(numbers[:_NAMED]) + (" and others" if len(numbers) > _NAMED else "")
    return Finding(
        code=code,
        severity=Severity.WARNING,
        table=table,
        column=column,
        message=f"{len(numbers)} licences {message} ({named})",
        details=tuple((number, "") for number in numbers[:100]),
    )


def _numbers(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement(name))
        return [row[0] for row in cursor.fetchall()]
