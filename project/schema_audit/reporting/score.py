"""How whole the database is, in percent of the fields checked."""

from collections.abc import Iterable, Mapping

from project.findings import Finding, Severity

_WEIGHT = {Severity.ERROR: 1.0, Severity.WARNING: 0.25, Severity.INFO: 0.0}


def score(findings: Iterable[Finding], fields_by_table: Mapping[str, int]) -> float:
    """100 for nothing found, never 100 with an error; 0 where nothing could be checked.

    A missing table weighs as all its fields.
    """
    fields = sum(fields_by_table.values())
    if not fields:
        return 0.0
    open_findings = [finding for finding in findings if not finding.waived]
    lost = sum(_weight(finding, fields_by_table) for finding in open_findings)
    ceiling = 99.99 if any(finding.severity is Severity.ERROR for finding in open_findings) else 100.0
    return min(round(100.0 * max(0.0, 1 - lost / fields), 2), ceiling)


def _weight(finding: Finding, fields_by_table: Mapping[str, int]) -> float:
    whole_table = finding.column is None and finding.object is None and finding.severity is Severity.ERROR
    size = fields_by_table.get(finding.table or "", 1) if whole_table else 1
    return _WEIGHT[finding.severity] * size
