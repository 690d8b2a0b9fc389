"""Which plans of an audit are run: pure, by the findings and what was asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from project.findings import Finding, Fix, Severity, Tier
from project.schema_audit.detectors import ALL
from project.schema_audit.of_migrations.authorship import MIGRATE

# The detectors stand in the order in which their findings can be mended: tables, columns, keys, what points at keys.
_ORDER = {detector.__name__: place for place, detector in enumerate(ALL)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line asks for; without `only` every code, without `apps` every app.

    `schemas` are looked at in place of the role's search path.
    """

    tier: Tier = Tier.CONFIRM
    only: frozenset[str] = frozenset()
    apps: frozenset[str] = frozenset()
    schemas: tuple[str, ...] = ()
    allow_rewrite: bool = False
    dry_run: bool = False
    yes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be run, in this order: what to `migrate` to, with what that mends, then the fixes.

    `untouched` are the findings that no statement is run for, each with the reason; a query in it follows on a line
    of its own.
    """

    migrate: tuple[tuple[str, Finding], ...] = ()
    fixes: tuple[tuple[Finding, Fix], ...] = ()
    untouched: tuple[tuple[Finding, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to run."""
        return not (self.migrate or self.fixes)

    def as_json(self) -> dict[str, Any]:
        """For the statistics of a report."""
        return {
            "migrate": list(dict.fromkeys(target for target, _ in self.migrate)),
            "fixes": [{"code": one.code, "place": one.place, "sql": list(fix.sql)} for one, fix in self.fixes],
            "untouched": reasons_as_json(self.untouched),
        }


def reasons_as_json(findings: Iterable[tuple[Finding, str]]) -> list[dict[str, str]]:
    """Findings with the reason that each stays; SQL in a reason has a line of its own for people only."""
    return [{"code": one.code, "place": one.place, "why": why.replace("\n", " ")} for one, why in findings]


def choose(findings: Iterable[Finding], wishes: Wishes) -> Plan:
    """The plan: what was asked for, may be run, and has statements that lose nothing."""
    asked = [one for one in findings if not wishes.apps or one.app in wishes.apps]
    migrate, fixes, untouched = [], [], []
    for finding in asked:
        if why := _why_not(finding, wishes):
            untouched.append((finding, why))
        elif target := _migrated_by(finding):
            migrate.append((target, finding))
        elif finding.fix:
            fixes.append((finding, finding.fix))
    fixes.sort(key=lambda one: _ORDER.get(one[0].code, len(_ORDER)))
    return Plan(migrate=tuple(migrate), fixes=tuple(fixes), untouched=tuple(untouched))


def still_planned(plan: Plan, findings: Sequence[Finding]) -> Plan:
    """The plan without the fixes whose statements are no longer those that were shown."""
    now = {finding.fingerprint: finding.fix for finding in findings}
    agreed = [(one, fix) for one, fix in plan.fixes if (other := now.get(one.fingerprint)) and other.sql == fix.sql]
    return Plan(migrate=plan.migrate, fixes=tuple(agreed), untouched=plan.untouched)


def _migrated_by(finding: Finding) -> str:
    """What to `migrate` to, where a pending migration explains the finding and drops nothing; else empty."""
    if finding.fix is None or finding.fix.tier is Tier.PLAN:
        return ""
    return dict(finding.details).get(MIGRATE, "")


def _why_not(finding: Finding, wishes: Wishes) -> str:
    """Why nothing is run for a finding; empty where something is."""
    fix = finding.fix or Fix(tier=Tier.PLAN, note="there is no plan for it")
    migrated, only_auto = bool(_migrated_by(finding)), wishes.tier is Tier.AUTO
    reasons = (
        (finding.waived, "waived"),
        (wishes.only and finding.code not in wishes.only, "not asked for by --only"),
        (only_auto and fix.tier is Tier.CONFIRM, "it needs a yes: leave --tier auto out"),
        (not migrated and (not fix.sql or fix.tier is Tier.PLAN), f"for a person: {fix.note}{first_query(fix)}"),
        (
            fix.rewrites and not wishes.allow_rewrite,
            "it rewrites the table, which is closed meanwhile: --allow-rewrite runs it",
        ),
        (
            finding.severity is Severity.INFO and fix.tier is Tier.CONFIRM and not wishes.only,
            f"harmless, and somebody may want it: --only {finding.code} runs it",
        ),
    )
    return next((why for applies, why in reasons if applies), "")


def first_query(fix: Fix) -> str:
    """The query that lists the rows in the way, on a line of its own; empty where there is none."""
    query = next((statement for statement in fix.manual_sql if statement.startswith("SELECT ")), "")
    return f"\n{query};" if query else ""
