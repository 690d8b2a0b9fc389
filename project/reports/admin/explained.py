"""What each kind of run does, for people who are about to ask for one."""

from project.runs.models import Kind

EXPLAINED = {
    Kind.SCHEMA_AUDIT: "Compares tables, columns, constraints and indexes with the models. It reads only.",
    Kind.MIGRATION_AUDIT: "Compares migration files, what was applied to the database, and the models. It reads only.",
    Kind.GE_SYNC: "Fetches what changed on the GE server and takes it over, licence by licence.",
}
