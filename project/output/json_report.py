"""The JSON shape of findings, version 1, the same for all commands."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from project.findings import Finding

SCHEMA_VERSION = 1


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """One finding as the output contract writes it."""
    fix = finding.fix
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "table": finding.table,
        "column": finding.column,
        "object": finding.object,
        "message": finding.message,
        "expected": finding.expected,
        "actual": finding.actual,
        "cause": finding.cause.value if finding.cause else None,
        "cause_detail": finding.cause_detail,
        "app": finding.app,
        "model": finding.model,
        "field": finding.field,
        "fingerprint": finding.fingerprint,
        "waived": finding.waived,
        "details": dict(finding.details),
        "fix_sql": list(fix.sql) if fix else [],
        "fix": None
        if fix is None
        else {
            "tier": fix.tier.value,
            "direction": fix.direction.value,
            "locks": list(fix.locks),
            "rewrites": fix.rewrites,
            "undo_sql": list(fix.undo_sql),
            "manual_sql": list(fix.manual_sql),
            "note": fix.note,
        },
    }


def report_as_json(
    *,
    tool: str,
    database: str,
    status: str,
    score: float,
    stats: Mapping[str, Any],
    findings: Iterable[Finding],
) -> str:
    """The one object a command prints with `--format json`."""
    report = {
        "schema_version": SCHEMA_VERSION,
        "tool": tool,
        "database": database,
        "status": status,
        "score": score,
        "stats": dict(stats),
        "findings": [finding_as_json(finding) for finding in findings],
    }
    return json.dumps(report, indent=2, ensure_ascii=False, default=str)
