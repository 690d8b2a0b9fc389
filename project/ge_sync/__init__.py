"""Keeps licences in step with the Government e-commerce (GE) server."""
