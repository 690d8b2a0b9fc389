"""When a numbered key runs out, at the rate of past runs; nothing is said where there are none to go by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from project.findings import Finding
from project.recording import recorder
from project.schema_audit.detectors.sequences import numbered_keys
from project.schema_audit.matching import Comparison

STATISTIC = "keys_used"
_REMEMBERED_FROM = 0.25
_SHORTEST = timedelta(days=1)
_FARTHEST_DAYS = 36_525

# When a run ended, and how far its keys were, by `table.column`.
Past = tuple[datetime, Mapping[str, int]]


def keys_used(comparison: Comparison) -> dict[str, int]:
    """How far each key is that may be worth a date one day: what a run leaves for later ones."""
    keys = numbered_keys(comparison)
    return {f"{pair.name}.{column}": used for pair, column, used, largest in keys if used / largest >= _REMEMBERED_FROM}


def dated(using: str, findings: list[Finding]) -> list[Finding]:
    """The same with what the recorder remembers, which is asked only where a key is far."""
    if not any(finding.code == "key_headroom" for finding in findings):
        return findings
    past = recorder().past(tool="check_db_structure", database=using, statistic=STATISTIC)
    return with_dates(findings, past, datetime.now(UTC))


def with_dates(findings: Iterable[Finding], past: Sequence[Past], now: datetime) -> list[Finding]:
    """The findings, those of keys with the day on which they run out; `past` begins with the oldest run."""
    return [_dated(finding, past, now) if finding.code == "key_headroom" else finding for finding in findings]


def _dated(finding: Finding, past: Sequence[Past], now: datetime) -> Finding:
    key = f"{finding.table}.{finding.column}"
    known = next(((then, keys[key]) for then, keys in past if key in keys), None)
    if known is None or now - known[0] < _SHORTEST:
        return finding
    details = dict(finding.details)
    days = (now - known[0]) / timedelta(days=1)
    per_day = (int(details["used"]) - known[1]) / days
    left = int(details["largest"]) - int(details["used"])
    rate = (*finding.details, ("per_day", f"{per_day:.1f}"), ("measured_days", f"{days:.0f}"))
    over = f"of the last {days:.0f} days"
    if per_day <= 0:
        return _told(finding, f"in {over.removeprefix('of ')} none were added", rate)
    if left / per_day > _FARTHEST_DAYS:
        return _told(finding, f"at the rate {over} they last for more than a hundred years", rate)
    day = (now + timedelta(days=left / per_day)).date().isoformat()
    return _told(finding, f"at the rate {over} they run out about {day}", (*rate, ("runs_out", day)))


def _told(finding: Finding, words: str, details: tuple[tuple[str, str], ...]) -> Finding:
    return replace(finding, message=f"{finding.message.removesuffix('.')}; {words}.", details=details)
