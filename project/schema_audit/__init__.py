"""Says how a live PostgreSQL database differs from the Django code, why, and what mends it.

To read it in order, from the command to the database and back:

1. `audit.py`: the use case; `look.py`: one look at one search path, step by step. Everything else hangs on these two.
2. One picture: `schema.py` (the values), `session.py` (the transaction), `reading/` with `sql/` (what is read, and the
   values made of it).
3. The expected picture: `owners.py` (whose table is it), `building/` (what the code asks for, made and kept).
4. Both together: `pictures.py`, `placing.py` with `places.py` (whose table is where), `reread.py` with `same_words.py`
   (what means the same), `matching.py` with `pairing.py`, `exchanged.py`, `index_names.py`, `creation_order.py` (the
   pairs all detectors read).
5. Findings: `detect.py`, `detectors/` (a function per code), `renamed_types.py`, `columns_read.py`, `key_use.py`,
   `key_rate.py`.
6. Causes: `explain.py`, `cause.py`, `of_migrations/` (what the migrations say, make and leave behind).
7. Rows and plans: `counting/` (how many rows stand in the way), `fixes/` (a planner per code).
8. Doing it: `fixing/`: choose, run, keep a journal, take back.
9. Said: `management/`, `schema_option.py`, `reporting/`; accepted: `known_waivers.py`, `waiver_settings.py`,
   `checks.py`.

By themselves stand `guard.py` (what other people's code may break), `typed_names.py`, `codes.py`, `statements.py`,
`apps.py`.
"""
