"""Every field beside its column, checked or not: what `--show-columns` and `--detailed` print."""

from collections.abc import Iterable
from typing import NamedTuple

from project.findings import Finding
from project.schema_audit.matching import Comparison
from project.schema_audit.schema import Column


class FieldRow(NamedTuple):
    """One column on both sides in words; None where a side doesn't have it. `codes` are the findings at it."""

    table: str
    column: str
    app: str
    model: str
    field: str | None
    expected: str | None
    actual: str | None
    codes: tuple[str, ...]


def field_rows(comparison: Comparison, findings: Iterable[Finding], prefix: str = "") -> tuple[FieldRow, ...]:
    """One row for each expected and each leftover column, table by table; in findings `prefix` is before its name."""
    codes: dict[tuple[str | None, str | None], tuple[str, ...]] = {}
    for finding in findings:
        place = finding.table, finding.column
        codes[place] = (*codes.get(place, ()), finding.code)
    rows = []
    for name in sorted(comparison.names):
        owner, called = comparison.owners[name], f"{prefix}{name}"
        wanted = comparison.expected.tables[name].columns if name in comparison.expected.tables else {}
        found = comparison.live.tables[name].columns if name in comparison.tables else {}
        at_table = () if name in comparison.tables else codes.get((called, None), ())
        for column in [*wanted, *(column for column in found if column not in wanted)]:
            here, there = wanted.get(column), found.get(column)
            expected = _text(here)
            rows.append(
                FieldRow(
                    table=called,
                    column=column,
                    app=owner.app,
                    model=owner.model,
                    field=owner.fields.get(column),
                    expected=expected,
                    actual=expected if there == here else _text(there),
                    codes=at_table + codes.get((called, column), ()),
                )
            )
    return tuple(rows)


def _text(column: Column | None) -> str | None:
    if column is None:
        return None
    parts = [column.type, "NOT NULL" if column.not_null else "NULL"]
    if column.generated:
        parts.append(f"AS {column.default}")
    elif column.default:
        parts.append(f"DEFAULT {column.default}")
    if column.identity:
        parts.append("IDENTITY")
    return " ".join(parts)
