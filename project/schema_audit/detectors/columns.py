"""Columns: there or not, of which type, and what they take."""

import re
from collections.abc import Iterator, Mapping

from project.findings import Cause, Finding, Severity
from project.schema_audit.detectors.place import at_column
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.renamed_types import renamed_types
from project.schema_audit.schema import OWN_SEQUENCE, Column

_WITH_LENGTH = ("character varying", "character", "bit", "bit varying")
_DIGITS = re.compile(r"\((\d+)(?:,(-?\d+))?\)")


def missing_column(comparison: Comparison) -> Iterator[Finding]:
    """A field without its column: every query on the model fails."""
    for pair in comparison.unequal:
        for column in pair.columns.missing:
            expected = column.type + (" NOT NULL" if column.not_null else "")
            message = f"Column {column.name} ({expected}) is missing."
            yield at_column(pair, column.name, "missing_column", Severity.ERROR, message, expected=expected)


def orphaned_column(comparison: Comparison) -> Iterator[Finding]:
    """A column without a field: one that must be given breaks every INSERT."""
    for pair in comparison.unequal:
        for column in pair.columns.extra:
            must_be_given = column.not_null and not (column.default or column.identity or column.generated)
            actual = column.type + (" NOT NULL" if column.not_null else "")
            yield at_column(
                pair,
                column.name,
                "orphaned_column",
                Severity.ERROR if must_be_given else Severity.WARNING,
                f"No field of {pair.owner.model} has column {column.name} ({actual})"
                + ("; it is NOT NULL without a default, so every INSERT fails." if must_be_given else "."),
                actual=actual,
            )


def column_type(comparison: Comparison) -> Iterator[Finding]:
    """Another type, or other modifiers of a type that has neither a length nor digits."""
    renamed = renamed_types(comparison)
    for pair, live, expected in _differing(comparison):
        if live.type == expected.type or _same_kind(live, expected):
            continue
        if _is_called_otherwise(live, expected, renamed):
            continue
        if _is_artefact(pair, live, expected):
            finding = _type_finding(pair, live, expected, "column_type", Severity.INFO)
            detail = "Django never alters the id of its own many-to-many tables when DEFAULT_AUTO_FIELD changes."
            yield finding.with_cause(Cause.FRAMEWORK_ARTEFACT, detail)
        else:
            yield _type_finding(pair, live, expected, "column_type", Severity.ERROR)


def column_length(comparison: Comparison) -> Iterator[Finding]:
    """Another length: a shorter one refuses values the model accepts, a longer one accepts what it doesn't."""
    for pair, live, expected in _differing(comparison):
        if live.type != expected.type and _same_kind(live, expected) and _has_length(expected):
            narrower = _length(live) < _length(expected)
            severity = Severity.ERROR if narrower else Severity.WARNING
            yield _type_finding(pair, live, expected, "column_length", severity)


def column_decimal(comparison: Comparison) -> Iterator[Finding]:
    """Other digits: values are refused or rounded without a word."""
    for pair, live, expected in _differing(comparison):
        if live.type != expected.type and _same_kind(live, expected) and not _has_length(expected):
            severity = Severity.WARNING if _holds_all(live, expected) else Severity.ERROR
            yield _type_finding(pair, live, expected, "column_decimal", severity)


def column_null(comparison: Comparison) -> Iterator[Finding]:
    """NULL is allowed where the model forbids it, or the other way round."""
    for pair, live, expected in _differing(comparison):
        if live.not_null == expected.not_null:
            continue
        message = (
            "The database refuses NULL, the model allows it: saving without a value fails."
            if live.not_null
            else "The database allows NULL, the model doesn't expect it."
        )
        yield at_column(
            pair,
            expected.name,
            "column_null",
            Severity.ERROR,
            message,
            expected=_null_text(expected),
            actual=_null_text(live),
        )


def column_default(comparison: Comparison) -> Iterator[Finding]:
    """Another default of the database; one that only the database has is never used by Django."""
    renamed = renamed_types(comparison)
    for pair, live, expected in _differing(comparison):
        if live.generated or expected.generated or live.default == expected.default:
            continue
        if _is_called_otherwise(live, expected, renamed) and _retold(live, expected) == expected.default:
            continue
        if expected.identity or live.identity or OWN_SEQUENCE in (live.default, expected.default):
            continue
        surplus = expected.default is None
        message = (
            f"The database has the default {live.default}, the model none."
            if surplus
            else f"The default is {live.default or 'missing'} in the database, {expected.default} in the models."
        )
        yield at_column(
            pair,
            expected.name,
            "column_default",
            Severity.INFO if surplus else Severity.ERROR,
            message,
            expected=expected.default,
            actual=live.default,
        )


def _differing(comparison: Comparison) -> Iterator[tuple[TablePair, Column, Column]]:
    for pair in comparison.unequal:
        for live, expected in pair.columns.differing:
            yield pair, live, expected


def _is_called_otherwise(live: Column, expected: Column, renamed: Mapping[str, str]) -> bool:
    """Whether its type is right under another name: that is the type's own trouble, said once."""
    return renamed.get(expected.base_type.removesuffix("[]")) == live.base_type.removesuffix("[]")


def _retold(live: Column, expected: Column) -> str | None:
    """The live default with the type under its right name."""
    return live.default and live.default.replace(live.base_type, expected.base_type)


def _type_finding(pair: TablePair, live: Column, expected: Column, code: str, severity: Severity) -> Finding:
    message = f"{live.type} in the database, {expected.type} in the models."
    return at_column(pair, expected.name, code, severity, message, expected=expected.type, actual=live.type)


def _is_artefact(pair: TablePair, live: Column, expected: Column) -> bool:
    """The id of a many-to-many table that Django made under another DEFAULT_AUTO_FIELD."""
    whole_numbers = ("smallint", "integer", "bigint")
    made_by_django = pair.owner.migrated_id is not None and expected.name == "id"
    return made_by_django and live.type in whole_numbers and expected.type in whole_numbers


def _null_text(column: Column) -> str:
    return "NOT NULL" if column.not_null else "NULL"


def _has_length(column: Column) -> bool:
    return column.base_type.removesuffix("[]") in _WITH_LENGTH


def _same_kind(live: Column, expected: Column) -> bool:
    """The same type but for a length or digits."""
    base = expected.base_type.removesuffix("[]")
    return live.base_type == expected.base_type and (base in _WITH_LENGTH or base == "numeric")


def _length(column: Column) -> float:
    """Characters or bits; without a limit it is endless."""
    digits = _DIGITS.search(column.type)
    return int(digits[1]) if digits else float("inf")


def _holds_all(live: Column, expected: Column) -> bool:
    """Every value of the expected digits fits unchanged into the live ones."""
    live_digits, wanted = _DIGITS.search(live.type), _DIGITS.search(expected.type)
    if live_digits is None or wanted is None:
        return live_digits is None
    live_scale, wanted_scale = int(live_digits[2] or 0), int(wanted[2] or 0)
    whole, wanted_whole = int(live_digits[1]) - live_scale, int(wanted[1]) - wanted_scale
    return live_scale >= wanted_scale and whole >= wanted_whole
