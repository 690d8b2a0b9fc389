"""Rebuilding migrations: plan, proof, exchange of the files behind a journal, restore."""
