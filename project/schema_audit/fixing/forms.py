"""What our own statements are, read from their text: how each has to be run, and what takes it back."""

import re
from collections.abc import Sequence

NAME = r'"(?:[^"]|"")+"'
TABLE = rf"(?:{NAME}\.)?{NAME}"
_CONCURRENT = re.compile(r"(CREATE (UNIQUE )?INDEX|DROP INDEX) CONCURRENTLY ")
_VALIDATE = re.compile(rf"ALTER TABLE {TABLE} VALIDATE CONSTRAINT {NAME}$")
_INDEX = re.compile(
    rf"CREATE (?:UNIQUE )?INDEX (?P<moment>CONCURRENTLY )?(?P<name>{NAME}) ON (?P<table>(?P<schema>{NAME}\.)?{NAME}) "
)
_TABLE_OF = re.compile(rf"(?:ALTER TABLE|DROP TABLE|LOCK TABLE| ON) (?P<table>{TABLE})")
_REWRITES = re.compile(rf"ALTER TABLE {TABLE} (ALTER COLUMN {NAME} TYPE |SET LOGGED$|SET UNLOGGED$)")
# Beside each form what takes it back; a name that isn't there any more is no error.
_INVERSES = (
    (
        re.compile(rf"ALTER TABLE (?P<table>{TABLE}) ADD CONSTRAINT (?P<name>{NAME}) "),
        "ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}",
    ),
    (
        re.compile(rf"ALTER TABLE (?P<table>{TABLE}) ADD COLUMN (?P<name>{NAME}) "),
        "ALTER TABLE {table} DROP COLUMN IF EXISTS {name}",
    ),
    (
        re.compile(rf"ALTER TABLE (?P<table>{TABLE}) ALTER COLUMN (?P<name>{NAME}) SET NOT NULL$"),
        "ALTER TABLE {table} ALTER COLUMN {name} DROP NOT NULL",
    ),
    (
        re.compile(rf"ALTER (?P<kind>[A-Z ]+) (?P<schema>{NAME}\.)?(?P<old>{NAME}) RENAME TO (?P<new>{NAME})$"),
        "ALTER {kind} {schema}{new} RENAME TO {old}",
    ),
    (
        re.compile(rf"ALTER TABLE (?P<table>{TABLE}) RENAME CONSTRAINT (?P<old>{NAME}) TO (?P<new>{NAME})$"),
        "ALTER TABLE {table} RENAME CONSTRAINT {new} TO {old}",
    ),
    (re.compile(rf"CREATE TABLE (?P<table>{TABLE}) \("), "DROP TABLE IF EXISTS {table}"),
    (_INDEX, "DROP INDEX {moment}IF EXISTS {schema}{name}"),
    (_VALIDATE, ""),
)


def is_concurrent(sql: str) -> bool:
    """Whether PostgreSQL refuses it inside a transaction."""
    return bool(_CONCURRENT.match(sql))


def is_validation(sql: str) -> bool:
    """Whether it only looks at rows, for as long as that takes, while reads and writes go on."""
    return bool(_VALIDATE.match(sql))


def may_rewrite(sql: str) -> bool:
    """Whether the table may have to be written anew, closed to everybody meanwhile."""
    return bool(_REWRITES.search(sql))


def index_built(sql: str) -> tuple[str, str] | None:
    """Table and index, as SQL names, of an index that is built beside the running application."""
    found = _INDEX.match(sql)
    return (found["table"], f"{found['schema'] or ''}{found['name']}") if found and found["moment"] else None


def table_of(sql: str) -> str | None:
    """The first table that the statement names, as it names it."""
    found = _TABLE_OF.search(sql)
    return found["table"] if found else None


def inverse(sql: str) -> str | None:
    """What takes one statement back, "" where there is nothing to take back; None where nobody can tell."""
    for form, back in _INVERSES:
        if found := form.match(sql):
            return back.format(**{name: text or "" for name, text in found.groupdict().items()})
    return None


def taking_back(statements: Sequence[str]) -> tuple[str, ...]:
    """What takes these back, last first; nothing where one of them can't be."""
    inverses = [inverse(sql) for sql in reversed(statements)]
    return () if None in inverses else tuple(dict.fromkeys(back for back in inverses if back))
