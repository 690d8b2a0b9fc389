"""Says how a live PostgreSQL database differs from the Django code, why, and what mends it.

To read it in order, from the command to the database and back:

1. `audit.py`: the use case; `look.py`: one look at one search path, step by step. Everything else hangs on these two.
2. One picture: `schema.py` (the values), `session.py` (the transaction), `snapshot.py` and `sql/` (what is read),
   `assemble.py` with `assemble_contents.py`, `assemble_types.py`, `table_rows.py`, `scratch_names.py` (rows to values).
3. The expected picture: `expected.py`, `wanted.py`; from models `owners.py`, `asked_of_models.py`, `ddl.py`; from
   migrations' own SQL `own_statements.py`, `own_objects.py`; made in `building/`; kept by `cache.py`, shipped by
   `shipping.py` as `artefact.py`.
4. Both together: `pictures.py`, `placing.py` with `places.py` (whose table is where), `reread.py` with `same_words.py`
   (what means the same), `matching.py` with `creation_order.py`, `migrated_ids.py` (the pairs all detectors read).
5. Findings: `detect.py`, `detectors/` (a function per code), `key_use.py`, `key_rate.py`.
6. Causes: `explain.py`, `migration_sides.py`, `cause.py`, `authorship.py`, `own_sql.py`, `migration_files.py`,
   `migration_order.py`.
7. Rows and plans: `questions.py` with `index_keys.py` (what to ask), `asking.py`, `evidence.py` (the answers), `fixes/`
   (a planner per code).
8. Doing it: `fixing/`: choose, run, keep a journal, take back.
9. Said: `management/`, `schema_option.py`, `report.py`, `field_rows.py`, `columns_table.py`, `score.py`; accepted:
   `known_waivers.py`, `waiver_settings.py`, `checks.py`.

By themselves stand `guard.py` (what other people's code may break), `names.py`, `codes.py`, `statements.py`,
`apps.py`.
"""
