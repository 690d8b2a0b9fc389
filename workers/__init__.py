"""Thin Celery tasks: read the id, claim, call one use case, record."""
