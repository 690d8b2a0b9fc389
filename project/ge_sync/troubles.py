"""What a sync has to report beside single licences, as findings."""

from collections.abc import Mapping

from django.db import connection

from project.findings import Finding, Severity
from project.ge_sync.mapping import LICENSE
from project.ge_sync.statements import statement

_NAMED = 5
_ACCEPTED = {
    "coerced": "values came in another notation than the contract's, and were understood",
    "padded": "numbers had lost their leading zero, which was given back",
}


def balance_findings() -> list[Finding]:
    """Balances that are negative, or not what the server says; two queries."""
    found = []
    if negative := _numbers("negative_balances"):
        found.append(
            _about_licenses("negative_balance", negative, "have a negative balance: over-debited, or reversed late?")
        )
    if differs := _numbers("balances_that_differ"):
        message = "have a balance that is not the server's: a debit, credit or reversal is missing on one side."
        found.append(_about_licenses("balance_differs", differs, message))
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
    return [*found, *(_unknown(path, count) for path, count in sorted(unknown_fields.items()))]


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


def _about_licenses(code: str, numbers: list[str], message: str) -> Finding:
    named = ", ".join(numbers[:_NAMED]) + (" and others" if len(numbers) > _NAMED else "")
    return Finding(
        code=code,
        severity=Severity.WARNING,
        table=LICENSE,
        column="balance_cif",
        message=f"{len(numbers)} licences {message} ({named})",
        details=tuple((number, "") for number in numbers[:100]),
    )


def _numbers(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement(name))
        return [row[0] for row in cursor.fetchall()]
