"""Differences that somebody accepted: with a reason, an owner and an end, and bound to the exact values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from project.findings import Direction, Finding, Severity, by_hand

STALE_WAIVER = "stale_waiver"
# What no waiver covers: a check that could not look has nothing to accept.
NEVER_WAIVED = frozenset({"detector_failed", "expected_unavailable", STALE_WAIVER})


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """One accepted difference; `until` is the last day on which it counts, `source` where it is written.

    What is None has to be None in the finding too: another value at the same place is another difference.
    """

    code: str
    reason: str
    owner: str
    until: date
    table: str | None = None
    column: str | None = None
    object: str | None = None
    expected: str | None = None
    actual: str | None = None
    database: str = "default"
    source: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether it was granted for exactly this difference."""
        return self._at(finding) and (self.expected, self.actual) == (finding.expected, finding.actual)

    def expired(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.until < today

    def _at(self, finding: Finding) -> bool:
        here = (self.code, self.table, self.column, self.object)
        return here == (finding.code, finding.table, finding.column, finding.object)

    def changed(self, findings: Iterable[Finding]) -> Finding | None:
        """The finding at its place whose values are not those it was granted for."""
        return next((one for one in findings if self._at(one) and not self.covers(one)), None)


def with_waivers(findings: Iterable[Finding], waivers: Sequence[Waiver], *, today: date) -> list[Finding]:
    """The findings, those that a waiver covers today marked with its words."""
    current = [waiver for waiver in waivers if not waiver.expired(today)]
    return [_waived(finding, current) for finding in findings]


def stale_waivers(findings: Sequence[Finding], waivers: Iterable[Waiver], *, today: date) -> Iterator[Finding]:
    """A finding for each waiver that has expired, or that covers nothing of what was found."""
    for waiver in waivers:
        if waiver.expired(today):
            yield _stale(waiver, Severity.WARNING, f"It ended on {waiver.until} and covers nothing any more.")
        elif other := waiver.changed(findings):
            granted, found = _values(waiver.expected, waiver.actual), _values(other.expected, other.actual)
            yield _stale(waiver, Severity.INFO, f"It was granted for {granted}; now it is {found}, which is open.")
        elif not any(waiver.covers(finding) for finding in findings):
            yield _stale(waiver, Severity.INFO, "Nothing is found any more at its place.")


def _waived(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    waiver = next((one for one in waivers if one.covers(finding)), None)
    if waiver is None or finding.code in NEVER_WAIVED:
        return finding
    words = f"{waiver.owner}, until {waiver.until}: {waiver.reason}"
    return replace(finding, waived=True, details=(*finding.details, ("waiver", words)))


def _stale(waiver: Waiver, severity: Severity, message: str) -> Finding:
    return Finding(
        code=STALE_WAIVER,
        severity=severity,
        message=f"The waiver of {waiver.owner} for {waiver.code} is stale. {message}",
        table=waiver.table,
        column=waiver.column,
        object=" ".join(part for part in (waiver.code, waiver.object) if part),
        expected=waiver.expected,
        actual=waiver.actual,
        details=(("reason", waiver.reason), ("until", waiver.until.isoformat())),
        fix=by_hand(Direction.CODE, f"Remove or renew it in {waiver.source}."),
    )


def _values(expected: str | None, actual: str | None) -> str:
    return f"{expected or 'nothing'} expected, {actual or 'nothing'} found"
