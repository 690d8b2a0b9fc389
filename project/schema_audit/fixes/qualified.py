"""Names of types, functions and sequences with their schema, so that a statement means the same along every path.

PostgreSQL prints what the search path finds without its schema; the tables are written with theirs already.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from project.findings import Fix
from project.schema_audit.fixes.words import quoted
from project.schema_audit.matching import Comparison
from project.schema_audit.owners import Owner

# What is text to PostgreSQL stays as it is: constants, and the bodies of functions.
_TEXT = re.compile(r"('(?:[^']|'')*'|\$(?!fix)\w*\$.*?\$\w*\$)", re.S)
_SEQUENCE = re.compile(r"nextval\('([^'.]+)'::regclass\)")
_BEFORE_TYPE = r'(?<=::)|(?<=" )|(?<= TYPE )|(?<=^CREATE TYPE )|(?<=^ALTER TYPE )|(?<=^DROP TYPE )|(?<= DOMAIN )'


def qualifying(comparison: Comparison, home: str) -> Callable[[Fix], Fix]:
    """What writes out every such name in a fix; what is not there yet belongs to `home`."""
    rewrite = _rewriting(comparison, home)

    def qualified(fix: Fix) -> Fix:
        sql, undo, manual = (tuple(map(rewrite, one)) for one in (fix.sql, fix.undo_sql, fix.manual_sql))
        return replace(fix, sql=sql, undo_sql=undo, manual_sql=manual)

    return qualified


def _rewriting(comparison: Comparison, home: str) -> Callable[[str], str]:
    live, expected = comparison.live, comparison.expected
    types = dict.fromkeys((*expected.enums, *expected.domains), home)
    types |= {name: one.schema for name, one in live.enums.items()}
    types |= {name: one.schema for name, one in live.domains.items()}
    functions = dict.fromkeys((one.name.partition("(")[0] for one in expected.functions.values()), home)
    rules = [
        *_rules(types, lambda name: rf"(?:{_BEFORE_TYPE}){name}(?![\w.(])"),
        *_rules(functions, lambda name: rf'(?<![\w".]){name}(?=\()'),
        *_rules(_tables(comparison.owners, home), lambda name: rf"(?<= ON ){name}(?= )"),
    ]
    sequences = {one.name: one.schema for one in live.loose_sequences}

    def rewrite(sql: str) -> str:
        sql = _SEQUENCE.sub(lambda found: _numbered(found[1], sequences, home), sql)
        pieces = _TEXT.split(sql)
        return "".join(piece if place % 2 else _apply(rules, piece) for place, piece in enumerate(pieces))

    return rewrite


def _rules(schemas: Mapping[str, str], pattern: Callable[[str], str]) -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(pattern(re.escape(name))), f"{quoted(schema)}.{name}")
        for name, schema in schemas.items()
        if "." not in name
    ]


def _apply(rules: Iterable[tuple[re.Pattern[str], str]], text: str) -> str:
    for pattern, name in rules:
        text = pattern.sub(name.replace("\\", r"\\"), text)
    return text


def _tables(owners: Mapping[str, Owner], home: str) -> dict[str, str]:
    """The tables as a trigger's definition names them."""
    plain = re.compile(r"[a-z_][a-z0-9_$]*")
    return {
        owner.relation if plain.fullmatch(owner.relation) else quoted(owner.relation): owner.schema or home
        for owner in owners.values()
    }


def _numbered(name: str, sequences: Mapping[str, str], home: str) -> str:
    return f"nextval('{quoted(sequences.get(name.strip(chr(34)), home))}.{name}'::regclass)"
