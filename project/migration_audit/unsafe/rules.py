"""The rules that a statement can break, each with its safe recipe; docs/unsafe-operations.md says them in words."""

from project.migration_audit.unsafe.rule import Rule
from project.migration_audit.unsafe.rules_of_columns import OF_COLUMNS
from project.migration_audit.unsafe.rules_of_tables import OF_TABLES
from project.migration_audit.unsafe.rules_of_transactions import OF_TRANSACTIONS

RULES: dict[str, Rule] = {**OF_COLUMNS, **OF_TABLES, **OF_TRANSACTIONS}
