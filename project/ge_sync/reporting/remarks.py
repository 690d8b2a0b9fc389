"""What a source says of itself, kept with the plan of a run until the run is closed."""

from collections.abc import Iterable, Mapping
from typing import Any

from project.findings import Finding, Severity
from project.ge_sync.adapters.source import Remarking, Source


def remarks_of(source: Source) -> list[dict[str, str]]:
    """As JSON; most sources have none."""
    found = source.remarks() if isinstance(source, Remarking) else ()
    return [{"code": one.code, "severity": one.severity.value, "message": one.message} for one in found]


def remark_findings(remarks: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """The same as findings."""
    return [Finding(code=one["code"], severity=Severity(one["severity"]), message=one["message"]) for one in remarks]
