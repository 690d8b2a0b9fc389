"""One look at one search path: two pictures, the detectors, the causes, the plans, in one transaction."""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from project.findings import Finding, Severity
from project.schema_audit.counting.evidence import contents, gather
from project.schema_audit.counting.questions import CAP
from project.schema_audit.detect import detect
from project.schema_audit.detectors.not_checked import not_counted
from project.schema_audit.detectors.rows import rows_in_the_way
from project.schema_audit.explain import with_causes
from project.schema_audit.fixes.dependents import dependents
from project.schema_audit.fixes.held_names import held_names
from project.schema_audit.fixes.misnamed import MisnamedThings
from project.schema_audit.fixes.model_default import default_literal
from project.schema_audit.fixes.planners import with_fixes
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.key_rate import STATISTIC, keys_used
from project.schema_audit.matching import Comparison
from project.schema_audit.pictures import Pictures, take_pictures
from project.schema_audit.placing import writes_schemas
from project.schema_audit.reporting.field_rows import FieldRow, field_rows
from project.schema_audit.session import Session, open_session


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is looked at: everything along the role's search path, or parts of it, or schemas asked for by name."""

    app_labels: Collection[str] = ()
    tables: Collection[str] = ()
    schemas: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return not (self.app_labels or self.tables or self.schemas)

    def tables_of(self, schema: str) -> list[str]:
        """The tables that are meant in one of the schemas: bare names, and those with its own name before them."""
        others = tuple(f"{one}." for one in self.schemas if one != schema)
        return [name.removeprefix(f"{schema}.") for name in self.tables if not name.startswith(others)]


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was found; `prefix` stands before the names of tables in a report, where they are another schema's.

    No `comparison` where nothing could be compared.
    """

    findings: tuple[Finding, ...]
    stats: Mapping[str, Any]
    comparison: Comparison | None
    fields_by_table: Mapping[str, int]
    prefix: str = ""

    def columns(self, findings: Iterable[Finding]) -> tuple[FieldRow, ...]:
        """Each field of every table with what was found at it."""
        return field_rows(self.comparison, findings, self.prefix) if self.comparison else ()

    def tables(self) -> set[str]:
        """What was compared, as the report names it."""
        return {f"{self.prefix}{name}" for name in self.comparison.names} if self.comparison else set()


def look(using: str, scope: Scope, schema: str | None, step: Callable[[str], None]) -> Look:
    """Compare the live database with models and migrations along one search path, `schema` first where one is given."""
    started = time.monotonic()
    with open_session(using, schema=schema) as session:
        pictures = take_pictures(
            session,
            app_labels=scope.app_labels,
            tables=scope.tables_of(schema) if schema else scope.tables,
            others=scope.schemas,
            on_step=step,
        )
        if pictures.comparison is None:
            return _without_expected(pictures, _measured(session, started))
        step("comparing")
        compared = time.monotonic()
        findings = detect(pictures.comparison)
        compare_seconds = pictures.compare_seconds + time.monotonic() - compared
        step("looking for causes")
        findings = with_causes(session, findings, pictures.comparison)
        step("counting rows in the way")
        findings = _planned(session, findings, pictures.comparison)
    prefix = f"{schema}." if schema and schema != session.default_schema else ""
    stats = {
        **pictures.stats(),
        "compare_seconds": round(compare_seconds, 4),
        **_measured(session, started),
        STATISTIC: {f"{prefix}{key}": used for key, used in keys_used(pictures.comparison).items()},
    }
    return Look(
        findings=tuple(_called(finding, prefix) for finding in findings),
        stats=stats,
        comparison=pictures.comparison,
        fields_by_table={f"{prefix}{name}": fields for name, fields in pictures.fields_by_table().items()},
        prefix=prefix,
    )


def _planned(session: Session, findings: list[Finding], comparison: Comparison) -> list[Finding]:
    """The findings and those of the rows behind them, each with its plan."""
    evidence = gather(session, findings, comparison)
    planning = Planning(
        comparison=comparison,
        rows=evidence,
        contents=contents(session, findings, comparison),
        dependents=dependents(session, findings, comparison),
        held=held_names(session, comparison),
        misnamed=MisnamedThings(comparison),
        alias=session.alias,
        role=session.role,
        zone=session.connection.timezone_name,
        home=session.path[0] if writes_schemas(session) else "",
        path=",".join(session.path) if session.named not in ("", session.default_schema) else "",
        default_of=partial(default_literal, session.alias),
    )
    behind = rows_in_the_way(findings, comparison, evidence.rows, CAP)
    return with_fixes([*findings, *behind, *not_counted(findings, comparison, evidence.late)], planning)


def _called(finding: Finding, prefix: str) -> Finding:
    """The finding under the name that tells its schema; a crashed check and an extension are none of the schema's."""
    if finding.table:
        return replace(finding, table=f"{prefix}{finding.table}")
    if finding.object and finding.code not in ("detector_failed", "missing_extension"):
        return replace(finding, object=f"{prefix}{finding.object}")
    return finding


def _measured(session: Session, started: float) -> dict[str, Any]:
    """What it took in all."""
    return {"queries": session.count.sent, "seconds": round(time.monotonic() - started, 4)}


def _without_expected(pictures: Pictures, measured: Mapping[str, Any]) -> Look:
    """Nothing could be compared: one error, never a clean report."""
    finding = Finding(
        code="expected_unavailable",
        severity=Severity.ERROR,
        message=f"Nothing was compared: what the code expects could not be built, since {pictures.unavailable}.",
    )
    return Look(findings=(finding,), stats={**pictures.stats(), **measured}, comparison=None, fields_by_table={})
