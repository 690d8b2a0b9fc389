"""Builds findings at a table, a column or an object, with the model and field that the place belongs to."""

from typing import Any

from project.findings import Finding, Severity
from project.schema_audit.matching import TablePair
from project.schema_audit.owners import Owner


def at_table(owner: Owner | None, table: str, code: str, severity: Severity, message: str, **more: Any) -> Finding:
    """A finding about a table or one of its objects; `more` are further attributes of the finding."""
    return Finding(
        code=code,
        severity=severity,
        message=message,
        table=table,
        app=owner.app if owner else None,
        model=owner.model if owner else None,
        **more,
    )


def at_column(pair: TablePair, column: str, code: str, severity: Severity, message: str, **more: Any) -> Finding:
    """A finding about one column and its field."""
    field = pair.owner.fields.get(column)
    return at_table(pair.owner, pair.name, code, severity, message, column=column, field=field, **more)


def listed(names: tuple[str, ...]) -> str:
    """Column names in brackets, as in SQL."""
    return f"({', '.join(names)})"
