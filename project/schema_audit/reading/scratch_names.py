"""The schema of temporary tables has another name in each session; no picture shows it."""

import re

_SCRATCH = re.compile(r'\bpg_temp(_\d+)?\.(?=["\w])')


def without_scratch_schema(text: str) -> str:
    """The text without `pg_temp.` and `pg_temp_3.` before a name."""
    return _SCRATCH.sub("", text) if "pg_temp" in text else text
