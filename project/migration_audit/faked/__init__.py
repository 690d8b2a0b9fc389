"""Proves that a recorded migration is not in the database: the live schema against each step of the recorded history.

The schema that the recorded migrations should have made is compared first; only tables that differ are looked at step
by step, from the end backwards. The steps after the last one that the database agrees with are not in the database.
"""
