"""The views that migrations make with SQL of their own: which of them can be made again, and how."""

import re

_VIEW = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?(?P<materialized>MATERIALIZED\s+)?VIEW\s+(?:IF\s+NOT\s+EXISTS\s+)?"
    r'(?P<name>"[^".]+"|\w+)(?![\w.])(?P<columns>\s*\([^)]*\))?(?P<options>.*?\s)AS\s(?P<query>.*)$',
    re.I | re.S,
)
_DATA = re.compile(r"\sWITH\s+(?:NO\s+)?DATA\s*$", re.I)
# The columns that a table has later are in what such a view shows here, and not in the real one.
_STAR = re.compile(r"(?:\bSELECT(?:\s+(?:ALL|DISTINCT))?|,|\.)\s*\*", re.I)
_TAKES_AWAY = re.compile(r"(?:DROP|ALTER\s+(?:MATERIALIZED\s+)?VIEW)\b", re.I)


def scratch_view(statement: str) -> tuple[str, str] | None:
    """The name of a view and the statement that makes it beside temporary tables, where none can be materialized."""
    found = _VIEW.match(statement)
    if found is None or _STAR.search(found["query"]):
        return None
    if not found["materialized"]:
        return found["name"], statement
    query = _DATA.sub("", found["query"])
    return found["name"], f"CREATE VIEW {found['name']}{found['columns'] or ''} AS {query}"


def takes_away(statement: str, name: str) -> bool:
    """Whether the statement drops or renames the view, or what it may stand on."""
    return bool(_TAKES_AWAY.match(statement)) and names(statement, name)


def names(text: str, name: str) -> bool:
    """Whether the text names the view, or what it says the table."""
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I))
