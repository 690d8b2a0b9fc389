"""The nightly report as one JSON object, version 1."""

import json
from dataclasses import asdict
from typing import Any

from project.output.json_report import SCHEMA_VERSION
from project.output.status import Status
from project.reports.nightly import NightlyReport, Verdict

STATUS = {Verdict.CLEAN: Status.CLEAN, Verdict.REPORTED: Status.FINDINGS, Verdict.FAILED: Status.FAILED}


def as_json(report: NightlyReport) -> str:
    """`html` is where the HTML copy lies, null where none could be written."""
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": "nightly",
        "database": report.database,
        "status": STATUS[report.verdict],
        "made_at": report.made_at.isoformat(),
        "seconds": report.seconds,
        "html": report.copy or None,
        "notes": list(report.notes),
        "parts": [asdict(part) for part in report.parts],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, default=str)
