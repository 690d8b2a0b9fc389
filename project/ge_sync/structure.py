"""Structure first: nothing is written into tables that are not as the code expects them."""

from collections.abc import Sequence

from project.findings import Finding, Severity
from project.ge_sync.comparing.mapping import NATURAL_KEYS, TABLES
from project.schema_audit.audit import audit

OWN_TABLES = (
    "ge_sync_source",
    "ge_sync_document",
    "ge_sync_syncedlicense",
    "ge_sync_serverrows",
    "ge_sync_licenseoutcome",
    "ge_sync_change",
    "ge_sync_conflict",
    "ge_sync_heldplan",
    "ge_sync_heldlicense",
)
WRITTEN_TABLES = (*(table.name for table in TABLES), *NATURAL_KEYS, "core_headsionnormsmodel", *OWN_TABLES)


def check_structure() -> list[Finding]:
    """What the schema audit says of the tables that the sync writes."""
    return list(audit(tables=WRITTEN_TABLES).findings)


def errors(findings: Sequence[Finding]) -> list[Finding]:
    """Those that keep the data part from running."""
    return [finding for finding in findings if finding.severity is Severity.ERROR and not finding.waived]
