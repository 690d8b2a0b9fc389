"""Plans for extensions, enums, domains and functions that migrations make."""

from collections.abc import Iterator

from project.findings import Finding, Fix, Tier
from project.schema_audit.fixes import words
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.steps import Step, by_hand, fix
from project.schema_audit.renamed_types import renamed_types
from project.schema_audit.schema import Domain, EnumType


def missing_extension(finding: Finding, planning: Planning) -> Fix:
    """Create it; most of them need a superuser, or a role with CREATE on the database."""
    name = words.quoted(finding.object or "")
    note = "Check again afterwards: what is made with it is looked at only then."
    return fix(Tier.CONFIRM, [Step(f"CREATE EXTENSION {name}", "")], undo=[f"DROP EXTENSION {name}"], note=note)


def enum_differs(finding: Finding, planning: Planning) -> Fix:
    """Values can be added at their place; taken away or moved they can't be."""
    name = finding.object or ""
    expected, live = planning.comparison.expected.enums[name], planning.comparison.live.enums.get(name)
    if other := renamed_types(planning.comparison).get(name):
        return _called_right("TYPE", other, name, planning)
    if live is None:
        values = ", ".join(words.literal(value) for value in expected.values)
        return fix(Tier.CONFIRM, [Step(f"CREATE TYPE {name} AS ENUM ({values})", "")], undo=[f"DROP TYPE {name}"])
    kept = [value for value in expected.values if value in live.values]
    if [value for value in live.values if value in kept] != kept or len(kept) != len(live.values):
        return by_hand("PostgreSQL neither removes nor moves values: make a new type, and change the columns to it.")
    return fix(Tier.CONFIRM, _added_values(name, live, expected), note="An added value can't be taken away again.")


def domain_differs(finding: Finding, planning: Planning) -> Fix:
    """The expected default, NULL rule and checks; the base type can't be changed."""
    name = finding.object or ""
    expected, live = planning.comparison.expected.domains[name], planning.comparison.live.domains.get(name)
    if other := renamed_types(planning.comparison).get(name):
        return _called_right("DOMAIN", other, name, planning)
    if live is None:
        checks = " ".join(f"CONSTRAINT {words.quoted(check)} {text}" for check, text in expected.checks.items())
        default = f" DEFAULT {expected.default}" if expected.default else ""
        null = " NOT NULL" if expected.not_null else ""
        made = f"CREATE DOMAIN {name} AS {expected.base}{default}{null} {checks}".strip()
        return fix(Tier.CONFIRM, [Step(made, "")], undo=[f"DROP DOMAIN {name}"])
    if live.base != expected.base:
        return by_hand("The base type of a domain can't be changed: make a new domain, and change the columns to it.")
    return fix(
        Tier.CONFIRM, _altered_domain(live, expected), undo=[step.sql for step in _altered_domain(expected, live)]
    )


def function_differs(finding: Finding, planning: Planning) -> Fix:
    """The function as the migration makes it."""
    name = finding.object or ""
    live = planning.comparison.live.functions.get(name)
    undo = [live.statement] if live else [f"DROP FUNCTION {name}"]
    return fix(Tier.CONFIRM, [Step(planning.comparison.expected.functions[name].statement, "")], undo=undo)


def _called_right(kind: str, other: str, name: str, planning: Planning) -> Fix:
    """Rename it or move it back: the columns keep it, whatever it is called."""
    if other.endswith(f".{name}"):
        home, aside = words.quoted(planning.comparison.live.default_schema), other.removesuffix(f".{name}")
        there, back = f"ALTER {kind} {other} SET SCHEMA {home}", f"ALTER {kind} {home}.{name} SET SCHEMA {aside}"
    else:
        there, back = f"ALTER {kind} {other} RENAME TO {name}", f"ALTER {kind} {name} RENAME TO {other}"
    return fix(Tier.CONFIRM, [Step(there, "")], undo=[back])


def _added_values(name: str, live: EnumType, expected: EnumType) -> Iterator[Step]:
    before = ""
    for value in expected.values:
        if value not in live.values:
            place = f" AFTER {words.literal(before)}" if before else f" BEFORE {words.literal(live.values[0])}"
            yield Step(f"ALTER TYPE {name} ADD VALUE {words.literal(value)}{place}", "")
        before = value


def _altered_domain(live: Domain, expected: Domain) -> list[Step]:
    domain = f"ALTER DOMAIN {expected.name}"
    steps = [
        Step(f"{domain} DROP CONSTRAINT {words.quoted(check)}", "")
        for check, text in live.checks.items()
        if text not in expected.checks.values()
    ]
    if live.default != expected.default:
        steps.append(Step(f"{domain} {f'SET DEFAULT {expected.default}' if expected.default else 'DROP DEFAULT'}", ""))
    if live.not_null != expected.not_null:
        steps.append(Step(f"{domain} {'SET' if expected.not_null else 'DROP'} NOT NULL", ""))
    for check, text in expected.checks.items():
        if text not in live.checks.values():
            steps.append(Step(f"{domain} ADD CONSTRAINT {words.quoted(check)} {text} NOT VALID", ""))
            steps.append(Step(f"{domain} VALIDATE CONSTRAINT {words.quoted(check)}", ""))
    return steps
