"""The commands of migration_audit."""
