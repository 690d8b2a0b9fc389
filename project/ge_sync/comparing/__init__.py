"""Three sides of a licence in one shape, and what differs; `mapping.py` says whose word counts. Mostly pure."""
