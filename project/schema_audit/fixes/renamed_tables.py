"""Tables that were renamed: the leftover one holds the keys and indexes that the missing one should have."""

from project.schema_audit.fixes.names_to_give import home
from project.schema_audit.index_names import names_of
from project.schema_audit.matching import Comparison
from project.schema_audit.schema import Table


def renamed_from(name: str, comparison: Comparison) -> Table | None:
    """The one leftover table that must be the missing one, by another name."""
    missing, schema = comparison.missing[name], home(name, comparison)
    wanted = set(names_of(missing))
    found = [
        table
        for table in comparison.extra.values()
        if table.schema == schema
        and wanted.intersection(names_of(table))
        and missing.columns.keys() <= table.columns.keys()
    ]
    return found[0] if len(found) == 1 else None


def heir_of(leftover: Table, comparison: Comparison) -> str | None:
    """The missing table that the leftover one is, by another name."""
    return next((name for name in comparison.missing if renamed_from(name, comparison) is leftover), None)
