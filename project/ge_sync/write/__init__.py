"""How rows are written: many at once, only what differs."""
