"""The waivers that count for an audit: those of the settings, and those that people granted in the admin."""

from collections.abc import Collection, Sequence
from datetime import date

from project.findings import Finding
from project.recording import recorder
from project.schema_audit.codes import CODES
from project.schema_audit.waiver_settings import waivers_in_settings
from project.waivers import NEVER_WAIVED, Waiver, stale_waivers, with_waivers

SETTING = "SCHEMA_AUDIT_WAIVERS"


def known_waivers(
    using: str, *, tool: str = "check_db_structure", setting: str = SETTING, codes: Collection[str] = CODES
) -> list[Waiver]:
    """All of one database for the audit of a tool; ImproperlyConfigured where the settings' list can't be read."""
    written = waivers_in_settings(setting, codes)
    granted = recorder().waivers(tool=tool, database=using)
    return [waiver for waiver in (*written, *granted) if waiver.database == using]


def after_waivers(
    findings: Sequence[Finding], waivers: Sequence[Waiver], *, today: date, within: Collection[str] | None = None
) -> list[Finding]:
    """The findings with the waived ones marked, and the stale waivers after them.

    `within` are the tables that were looked at, None for all: nothing is stale that was not looked for.
    """
    marked = with_waivers(findings, waivers, today=today)
    whole = not any(finding.code in (*NEVER_WAIVED, "not_checked") for finding in findings)
    asked = [waiver for waiver in waivers if within is None or waiver.table in within]
    judged = [waiver for waiver in asked if whole or waiver.expired(today)]
    return [*marked, *stale_waivers(findings, judged, today=today)]
