"""Says how a live PostgreSQL database differs from the Django code, why, and what mends it."""
