"""The report for people: what changed field by field, what is wrong and where, the counts."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from project.ge_sync.reporting.freshness import Freshness
from project.output.status import Status

_COUNTED = ("new", "changed", "unchanged", "quarantined", "failed", "gone", "conflicts")
_STATUS = {
    Status.CLEAN: "clean",
    Status.REPORTED: "something to report",
    Status.NEEDS_APPROVAL: "needs approval",
    Status.FAILED: "failed",
}
_SIGNS = {"insert": "+", "update": "~", "delete": "-", "keep": "="}
_WIDEST = 60


def text_lines(report: Mapping[str, Any], *, freshness: Freshness | None = None) -> Iterator[str]:
    """The lines of a report in the shape of the output contract; how fresh the licences are, where it's known."""
    for number, changes in groupby(report["changes"], key=lambda change: change["license_number"]):
        yield f"{number}"
        for change in changes:
            yield f"  {_SIGNS[change['operation']]} {_row(change)}{change['field']}: {_values(change)}"
    for one in report["licenses"]:
        if one["outcome"] in ("quarantined", "failed", "gone"):
            yield f"{one['license_number']} {one['outcome']}: {_reason(one)}"
    for finding in report["findings"]:
        yield f"{finding['severity']}: {finding['message']}"
    yield _last_line(report, freshness)


def _row(change: Mapping[str, Any]) -> str:
    table = change["table"].partition("_")[2].removesuffix("model")
    key = "" if change["key"] == change["license_number"] else f" {change['key']}"
    return f"{table}{key} "


def _values(change: Mapping[str, Any]) -> str:
    if change["operation"] == "insert":
        return _short(change["new"])
    if change["operation"] == "keep":
        return f"kept {_short(change['old'])}, the server says {_short(change['new'])} (conflict)"
    lost = " (conflict: changed here too)" if change["conflict"] else ""
    return f"{_short(change['old'])} -> {_short(change['new'])}{lost}"


def _reason(one: Mapping[str, Any]) -> str:
    if one["path"]:
        return f"{one['path']}: expected {one['expected']}, got {one['got']}"
    return ": ".join(part for part in (one["code"], one["got"]) if part)


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _last_line(report: Mapping[str, Any], freshness: Freshness | None) -> str:
    counts = report["counts"]
    told = ", ".join(f"{counts.get(name, 0)} {name}" for name in _COUNTED) if counts else "no licence looked at"
    kind = "Dry run, nothing was written" if report["dry_run"] else f"Run {report['run']}"
    ended = _STATUS[Status(report["status"])]
    fresh = f"; {freshness}" if freshness else ""
    return f"{kind}: {ended}. {told} ({report['requests']} requests, {report['seconds']} s{fresh})."
