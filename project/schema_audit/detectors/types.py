"""Extensions, enums, domains, functions and views that migrations make with SQL of their own."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.matching import Comparison
from project.schema_audit.of_migrations.own_views import names
from project.schema_audit.renamed_types import domain_text, renamed_types
from project.schema_audit.schema import EnumType, Function


def missing_extension(comparison: Comparison) -> Iterator[Finding]:
    """An extension that some migration creates: its types, operators and functions are not there."""
    for name in sorted(comparison.expected.extensions - comparison.live.extensions):
        message = f"The extension {name} is missing: what is made with it can't be checked before it is there."
        yield Finding(
            code="missing_extension",
            severity=Severity.ERROR,
            message=message,
            object=name,
            expected="extension",
            actual="nothing",
        )


def enum_differs(comparison: Comparison) -> Iterator[Finding]:
    """A value that is missing is refused, another order sorts otherwise, one too many may come back to the code."""
    renamed = renamed_types(comparison)
    for name, expected in comparison.expected.enums.items():
        live = comparison.live.enums.get(name)
        if live is None or live.values != expected.values:
            lacks = live is None or set(expected.values) - set(live.values)
            yield Finding(
                code="enum_differs",
                severity=Severity.ERROR if lacks else Severity.WARNING,
                message=f"The type {name} {'has other values' if live else _gone(renamed.get(name))}.",
                object=name,
                expected=_values(expected),
                actual=_values(live) if live else renamed.get(name),
            )


def domain_differs(comparison: Comparison) -> Iterator[Finding]:
    """Other checks, another default, another base: other values get in."""
    renamed = renamed_types(comparison)
    for name, expected in comparison.expected.domains.items():
        live = comparison.live.domains.get(name)
        if live is None or domain_text(live) != domain_text(expected):
            yield Finding(
                code="domain_differs",
                severity=Severity.ERROR,
                message=f"The domain {name} {'is another one' if live else _gone(renamed.get(name))}.",
                object=name,
                expected=domain_text(expected),
                actual=domain_text(live) if live else renamed.get(name),
            )


def function_differs(comparison: Comparison) -> Iterator[Finding]:
    """A function that does something else, or is not there for its trigger."""
    for name, expected in comparison.expected.functions.items():
        live = comparison.live.functions.get(name)
        if live is None or live.definition != expected.definition:
            said = f"The function {name} {'does something else' if live else 'is missing'}."
            yield _defined_otherwise(live, expected, "function_differs", name, said)


def view_differs(comparison: Comparison) -> Iterator[Finding]:
    """A view that shows something else, or is not there for who reads it."""
    for name, expected in comparison.expected.views.items():
        live = comparison.live.views.get(name)
        if live is None or (live.definition != expected.definition and not _follows(expected, comparison)):
            said = f"The view {name} {'shows something else' if live else 'is missing'}."
            yield _defined_otherwise(live, expected, "view_differs", name, said)


def _defined_otherwise(live: Function | None, expected: Function, code: str, name: str, message: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING if live else Severity.ERROR,
        message=message,
        object=name,
        expected=expected.definition,
        actual=live.definition if live else None,
    )


def _follows(view: Function, comparison: Comparison) -> bool:
    """Whether a table that the view reads is elsewhere or has other columns: the same is then said otherwise."""
    shaken = {
        name
        for name, pair in comparison.tables.items()
        if pair.columns.missing or pair.columns.differing or pair.exchanged
    }
    away = {name for circle in comparison.exchanged for name in circle.names}
    return any(names(view.definition, name.rpartition(".")[2]) for name in (*shaken, *away, *comparison.missing))


def _gone(other_name: str | None) -> str:
    return f"is called {other_name}" if other_name else "is missing"


def _values(enum: EnumType) -> str:
    return ", ".join(enum.values)
