"""Reads one side out of the catalogs: rows, and the `Schema` that is made of them."""
