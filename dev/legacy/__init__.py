"""The database of November 2025, as the old system left it before its clean-up, and the story of its repair."""
