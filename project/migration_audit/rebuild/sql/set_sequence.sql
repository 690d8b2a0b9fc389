-- Put a sequence where it stood.
SELECT setval(%(sequence)s, %(last_value)s, %(is_called)s)
