"""Contract v1: what one licence document may say, read once and distrusted here only."""
