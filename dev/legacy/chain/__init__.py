"""The domain's old migration chain, 37 files, switched in by `DOMAIN_MIGRATIONS=dev.legacy.chain`.

It leads to today's models. In the database of November 2025 the last twelve were never run: `dev.legacy.november`.
"""
