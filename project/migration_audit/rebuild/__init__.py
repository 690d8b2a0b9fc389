"""Rebuilding migrations: today the backup and the inventory of what a rebuild would have to carry over."""
