"""The statements of `sql/*.sql`; no other file of this folder opens them."""

from pathlib import Path

from project.output.sql_files import statements

statement = statements(Path(__file__).parent / "sql")
