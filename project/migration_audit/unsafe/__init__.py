"""What the statements of pending migrations do to a running site: locks, rewrites, and the safe way instead."""
