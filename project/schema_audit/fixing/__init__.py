"""Runs the plans of findings, keeps a journal of it, and takes it back."""
