"""A foreign Django project of hard cases: it knows the schema audit, and nothing else of this repository."""
