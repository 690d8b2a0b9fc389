"""The ways to let PostgreSQL describe what the code makes, from the cheapest to the one that needs nothing."""
