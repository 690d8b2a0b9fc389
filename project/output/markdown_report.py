"""A report to paste into a ticket: a table of findings, then what to do about each."""

from collections.abc import Iterator

from project.findings import Finding
from project.output.report import Report


def markdown_report(report: Report) -> str:
    """A heading, the summary, the table, and a list of next steps."""
    findings = report.listed
    lines = [f"# {report.title} of database `{report.database}`", "", report.summary, ""]
    if findings:
        lines += ["| severity | code | place | what |", "| --- | --- | --- | --- |"]
        lines += [_row(finding) for finding in findings]
        lines += ["", "## Next steps", ""]
        lines += [line for finding in findings for line in _next_steps(finding)]
    lines += [f"{note}  " for note in report.notes]
    return "\n".join(lines).rstrip()


def _row(finding: Finding) -> str:
    severity = finding.severity.value + (" (waived)" if finding.waived else "")
    cells = (severity, f"`{finding.code}`", finding.place or finding.app or "", finding.message)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _next_steps(finding: Finding) -> Iterator[str]:
    if finding.fix is None:
        return
    yield f"- {finding.place or finding.code}: {finding.fix.note or 'run these statements'}"
    statements = [*finding.fix.sql, *(f"-- by hand: {statement}" for statement in finding.fix.manual_sql)]
    if statements:
        yield "  ```sql"
        yield from (f"  {statement};" for statement in statements)
        yield "  ```"
