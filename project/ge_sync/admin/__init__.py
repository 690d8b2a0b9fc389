"""The admin of the sync: how each licence stands, what changed in it, and what waits for a person."""

from project.ge_sync.admin import conflicts, licenses, plans, records, sources

__all__ = ["conflicts", "licenses", "plans", "records", "sources"]
