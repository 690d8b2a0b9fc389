"""A report for a terminal: worst first, 80 columns, the summary last; colours where the style has them.

SQL is never broken into lines, so that it can be copied.
"""

from collections.abc import Iterator

from django.core.management.color import Style

from project.findings import Finding, Severity
from project.output.report import Report
from project.output.status import Status
from project.output.wrapped import WIDTH, wrapped

# As wide as ERROR, WARNING and INFO are written before a code.
_MARK = 8
PAINT = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "NOTICE"}


def text_report(report: Report, style: Style) -> str:
    """All of it, with a line break at the end of every line but the last."""
    lines = [style.MIGRATE_HEADING(f"{report.title} of database {report.database!r}"), ""]
    findings = report.listed
    if report.by_table:
        for table in sorted({finding.table or "" for finding in findings}):
            lines += _table_group(table, [f for f in findings if (f.table or "") == table], style)
    else:
        for severity in Severity:
            lines += _group(severity, [f for f in findings if f.severity is severity], style)
    lines += [line for note in report.notes for line in wrapped(note)]
    paint = style.ERROR if report.status is Status.FINDINGS else style.SUCCESS
    return "\n".join([*lines, *map(paint, wrapped(report.summary))])


def _group(severity: Severity, findings: list[Finding], style: Style) -> Iterator[str]:
    if not findings:
        return
    yield getattr(style, PAINT[severity])(f"{severity.value.upper()} ({len(findings)})")
    for finding in findings:
        yield from _finding(finding)
    yield ""


def _table_group(table: str, findings: list[Finding], style: Style) -> Iterator[str]:
    model = next((finding.model for finding in findings if finding.model), None)
    yield style.MIGRATE_LABEL((table or "the whole database") + (f"  ({model})" if model else ""))
    for finding in findings:
        mark = getattr(style, PAINT[finding.severity])(f"{finding.severity.value.upper():<{_MARK}}")
        yield from _finding(finding, mark=mark, place=finding.column or finding.object or "")
    yield ""


def _finding(finding: Finding, *, mark: str = "", place: str | None = None) -> Iterator[str]:
    waived = " (waived)" if finding.waived else ""
    place = (finding.place or finding.app or "") if place is None else place
    yield from _named(f"{finding.code}{waived}", place, mark)
    yield from wrapped(finding.message, first="    ", rest="    ")
    yield from _labelled("cause", finding.cause_detail)
    yield from _labelled("waived by", dict(finding.details).get("waiver", ""))
    if finding.fix:
        yield from _labelled("next", finding.fix.note)
        for statement in finding.fix.sql:
            yield f"      {statement};"
        for statement in finding.fix.manual_sql:
            yield f"      by hand: {statement};"


def _named(code: str, place: str, mark: str) -> Iterator[str]:
    """The place stands beside the code, or below it where both together are too wide; the mark may hold colours."""
    if not place or 2 + (_MARK if mark else 0) + len(f"{code}  {place}") <= WIDTH:
        yield f"  {mark}{code}  {place}".rstrip()
        return
    yield f"  {mark}{code}"
    yield from wrapped(place, first="    ", rest="    ")


def _labelled(label: str, text: str) -> Iterator[str]:
    first = f"    {label}: "
    yield from wrapped(text, first=first, rest=" " * len(first))
