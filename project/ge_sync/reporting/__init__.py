"""What a sync tells: counts, changes, findings, the history of a licence."""
