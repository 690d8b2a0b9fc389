"""What was not looked at, where silence would read as a clean answer."""

from collections.abc import Collection, Iterator, Sequence

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_column, at_table
from project.schema_audit.matching import Comparison
from project.schema_audit.schema import SCHEMA_USAGE


def not_checked(comparison: Comparison) -> Iterator[Finding]:
    """A numbered column that was not read: whether its next number is taken, and how many are left, is not known."""
    for pair in comparison.tables.values():
        for column in pair.expected.sequences:
            live = pair.live.sequences.get(column)
            if live is None or not live.readable or column not in pair.live.columns:
                continue
            # What the role may not read is table_privileges' to say.
            closed = {"SELECT", SCHEMA_USAGE}.intersection(pair.live.denied)
            if pair.live.holds_rows and not closed and (pair.name, column) not in comparison.live.keys:
                message = "How far its numbers are was not read: the table took too long, or somebody locks it."
                yield at_column(pair, column, "not_checked", Severity.WARNING, message)


def not_counted(findings: Sequence[Finding], comparison: Comparison, late: Collection[str]) -> Iterator[Finding]:
    """The rows behind a finding that were not counted in time; `late` are fingerprints."""
    for finding in findings:
        if finding.fingerprint in late:
            yield at_table(
                comparison.owners.get(finding.table or ""),
                finding.table or "",
                "not_checked",
                Severity.WARNING,
                f"Whether rows stand in the way of mending {finding.code} was not counted: the table took too long.",
                column=finding.column,
                object=finding.object or finding.code,
                field=finding.field,
            )
