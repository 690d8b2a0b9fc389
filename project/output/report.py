"""One finished audit as its command prints it, in any of the three formats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from project.findings import Finding, Severity, to_report, worst_first
from project.output.counted import counted
from project.output.exit_status import ExitStatus
from project.output.status import Status

_PLURAL = {Severity.INFO: "info"}


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a command says: `title` and `checked` are for people, the rest is the JSON contract.

    `notes` are lines for people that stand before the summary (where it was stored, what was left out). As text the
    findings stand `by_table`, else by severity; waived ones are counted, and listed with `show_waived`.
    """

    tool: str
    title: str
    database: str
    findings: Sequence[Finding]
    stats: Mapping[str, Any]
    score: float
    checked: str
    fail_on: Severity = Severity.ERROR
    notes: Sequence[str] = field(default_factory=tuple)
    by_table: bool = False
    show_waived: bool = False

    @property
    def listed(self) -> list[Finding]:
        """What stands in a report for people, worst first; JSON has all findings."""
        return worst_first([finding for finding in self.findings if self.show_waived or not finding.waived])

    @property
    def status(self) -> Status:
        """FINDINGS where there is something to report at the level asked for, else CLEAN."""
        return Status.FINDINGS if to_report(list(self.findings), self.fail_on) else Status.CLEAN

    @property
    def exit_status(self) -> ExitStatus:
        """The command's exit status."""
        return self.status.exit_status

    @property
    def summary(self) -> str:
        """The last line: `2 errors, 1 warning; score 97.50; checked 48 migrations.`"""
        counts = {
            severity: sum(f.severity is severity and not f.waived for f in self.findings) for severity in Severity
        }
        waived = sum(f.waived for f in self.findings)
        told = [
            counted(count, severity.value, _PLURAL.get(severity, "")) for severity, count in counts.items() if count
        ]
        told += [f"{waived} waived"] if waived else []
        return f"{', '.join(told) or 'Nothing found'}; score {self.score:.2f}; checked {self.checked}."
