"""Companies, ports, items, norms and codes that licences refer to."""
