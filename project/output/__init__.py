"""How all commands speak: exit statuses, formats, and errors of one sentence."""
