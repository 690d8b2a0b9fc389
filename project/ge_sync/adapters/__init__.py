"""Sources of licence documents."""
