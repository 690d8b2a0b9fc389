"""How to mend each finding: a planner per code, looked up in `planners.py`; nothing here changes the database."""
