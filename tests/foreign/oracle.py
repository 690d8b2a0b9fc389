"""What PostgreSQL itself says of a database, by queries of the tests' own, and where two databases differ.

Nothing here knows the audit: its words are what is being tested.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from tests.foreign.server import Server

# A table, and the name of its column or object; None where the table itself is meant.
Spot = tuple[str, str | None]

_TABLES = """
SELECT n.nspname, c.relname, concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity),
       obj_description(c.oid, 'pg_class')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public'
"""
_COLUMNS = """
SELECT c.relname, a.attname,
       concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> t.typcollation
                 THEN a.attcollation::regcollation::text END, a.attgenerated),
       concat_ws(' ', a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, s.seqtypid::regtype, s.seqincrement,
                 s.seqmin, s.seqmax, s.seqcycle),
       col_description(a.attrelid, a.attnum)
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_depend p ON p.refobjid = a.attrelid AND p.refobjsubid = a.attnum AND p.deptype IN ('a', 'i')
                     AND p.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_sequence WHERE seqrelid = p.objid)
LEFT JOIN pg_sequence s ON s.seqrelid = p.objid
WHERE a.attnum > 0 AND NOT a.attisdropped
"""
_CONSTRAINTS = """
SELECT r.relname, c.conname,
       concat_ws(' ', pg_get_constraintdef(c.oid),
                 (SELECT bool_or(g.tgenabled NOT IN ('O', 'A')) FROM pg_trigger g WHERE g.tgconstraint = c.oid)),
       (SELECT array_agg(a.attname::text) FROM pg_attribute a
        WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)),
       f.relname
FROM pg_constraint c
JOIN pg_class r ON r.oid = c.conrelid AND r.relnamespace = 'public'::regnamespace
LEFT JOIN pg_class f ON f.oid = c.confrelid
WHERE c.contype IN ('p', 'u', 'f', 'c', 'x')
"""
_INDEXES = """
SELECT r.relname, c.relname,
       concat_ws(' ', replace(pg_get_indexdef(c.oid), ' INDEX ' || quote_ident(c.relname) || ' ON ', ' INDEX ON '),
                 i.indisvalid),
       (SELECT array_agg(DISTINCT a.attname::text) FROM pg_depend d
        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.objid = c.oid AND d.refobjid = r.oid AND d.refobjsubid > 0),
       NULL
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_class r ON r.oid = i.indrelid AND r.relnamespace = 'public'::regnamespace AND r.relkind IN ('r', 'p')
WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
"""
_WRITTEN = """
SELECT a.attrelid::regclass::text, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod)
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY 1, 2
"""
# Casts and brackets, which PostgreSQL prints otherwise after its own words were given back to it.
_RESTORED = re.compile(r"::(?:[a-z]+ ?)+(?:\[\])?|[()]")


@dataclass(frozen=True)
class Thing:
    """A constraint or an index: what it says, the columns it stands on, and the table it leads to."""

    words: str
    columns: frozenset[str]
    target: str | None


@dataclass
class Picture:
    """One table: its own traits, its columns (kind, rule, comment) and its things, by name."""

    traits: str
    comment: str | None
    columns: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)


@dataclass
class Difference:
    """Where something must be reported, and where it may be: what follows from a root elsewhere, and other names."""

    must: set[Spot] = field(default_factory=set)
    may: set[Spot] = field(default_factory=set)


def pictures(server: Server, database: str) -> dict[str, Picture]:
    """Every table of the default schema."""
    found = defaultdict[str, Picture](lambda: Picture("", None))
    for _, table, traits, comment in server.run(database, _TABLES):
        found[table] = Picture(traits, comment)
    for table, name, kind, rule, comment in server.run(database, _COLUMNS):
        found[table].columns[name] = (kind, rule, comment)
    for query in (_CONSTRAINTS, _INDEXES):
        for table, name, words, columns, target in server.run(database, query):
            found[table].things[name] = Thing(_RESTORED.sub("", words), frozenset(columns or ()), target)
    return dict(found)


def contents(server: Server, database: str) -> dict[tuple[str, str, str], str]:
    """A sum over the values of each column that is written and not computed, by table, column and type."""
    columns = server.run(database, _WRITTEN)
    asked = [
        f"SELECT {number}, md5(string_agg({column}::text, ',' ORDER BY {column}::text)) FROM {table}"
        for number, (table, column, _) in enumerate(columns)
    ]
    return {columns[number]: held for number, held in server.run(database, " UNION ALL ".join(asked)) if held}


def differences(live: dict[str, Picture], expected: dict[str, Picture]) -> Difference:
    """Where the databases differ, each difference at its root."""
    difference = Difference(must={(name, None) for name in live.keys() ^ expected.keys()})
    gone = expected.keys() - live.keys()
    for name in live.keys() & expected.keys():
        _compare(name, live[name], expected[name], gone, difference)
    return difference


def _compare(name: str, live: Picture, expected: Picture, gone: set[str], difference: Difference) -> None:
    other_comment = expected.comment and live.comment != expected.comment
    if live.traits != expected.traits or other_comment:
        difference.must.add((name, None))
    shaken = set[str]()
    roots = live.columns.keys() ^ expected.columns.keys()
    difference.must |= {(name, column) for column in roots}
    for column in live.columns.keys() & expected.columns.keys():
        ours, theirs = live.columns[column], expected.columns[column]
        if ours[:2] != theirs[:2] or (theirs[2] and ours[2] != theirs[2]):
            difference.must.add((name, column))
        if ours[0] != theirs[0]:
            shaken.add(column)
    _compare_things(name, live, expected, (roots, shaken, gone), difference)


def _compare_things(
    name: str, live: Picture, expected: Picture, causes: tuple[set[str], set[str], set[str]], difference: Difference
) -> None:
    roots, shaken, gone = causes
    ours = {one: thing for one, thing in live.things.items() if expected.things.get(one) != thing}
    theirs = {one: thing for one, thing in expected.things.items() if live.things.get(one) != thing}
    for called, thing in list(theirs.items()):
        if twin := next((one for one, other in ours.items() if other == thing), None):
            difference.may |= {(name, called), (name, twin)}
            del theirs[called], ours[twin]
    for called in ours.keys() | theirs.keys():
        sides = [side[called] for side in (ours, theirs) if called in side]
        follows = any(thing.columns & roots or (thing.target in gone) for thing in sides)
        reworded = len(sides) == 2 and any(thing.columns & shaken for thing in sides)
        (difference.may if follows or reworded else difference.must).add((name, called))
