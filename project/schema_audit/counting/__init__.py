"""Counts the rows that stand in the way of fixes: few statements, a limit for all, a partial answer if need be."""
