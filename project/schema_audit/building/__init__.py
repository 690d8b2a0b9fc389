"""The expected side: what models and migrations ask for, described by PostgreSQL itself, and kept for the next time."""
