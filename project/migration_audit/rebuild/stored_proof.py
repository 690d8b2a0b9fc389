"""Where the proof of a rebuild is kept: beside the backup, and with the report of a whole audit where reports are."""

import importlib
import json
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from project.migration_audit.audit import audit
from project.migration_audit.rebuild.certificate import certificate_as_json
from project.migration_audit.rebuild.durable import write_over
from project.migration_audit.rebuild.planning import Plan
from project.migration_audit.report import TOOL
from project.recording import NoRecorder, recorder

CERTIFICATE = "certificate.json"


def store_proof(plan: Plan, backup: Path) -> str:
    """Keep it; a sentence that says where.

    The audit is that of the migrations as they are now: its report tells what the rebuild left, and why it was allowed.
    """
    proofs = [certificate_as_json(proof) for proof in plan.proofs.values()]
    write_over(backup / CERTIFICATE, json.dumps(proofs, indent=1, ensure_ascii=False).encode(), mode=0o644)
    kept = recorder()
    if isinstance(kept, NoRecorder):
        return f"The proof lies in {CERTIFICATE} of the backup."
    importlib.invalidate_caches()
    audited = audit(DEFAULT_DB_ALIAS)
    stats: dict[str, Any] = {**audited.stats, "rebuild": {"backup": str(backup), "proofs": proofs}}
    stored = kept.record(
        tool=TOOL, database=DEFAULT_DB_ALIAS, findings=audited.findings, stats=stats, score=audited.score
    )
    return f"The proof lies in {CERTIFICATE} of the backup; the audit after the rebuild was {stored}."
