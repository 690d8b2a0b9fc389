"""What is said of indexes: PostgreSQL's own words, and of plain ones the very same, put together."""

from typing import Any

from project.schema_audit.reading.snapshot import read_rows
from project.schema_audit.session import open_session

INDEXES = """
    CREATE TYPE mood AS ENUM ('calm');
    CREATE DOMAIN short AS varchar(5);
    CREATE TABLE odd (id integer, "Mixed Case" varchar(10) COLLATE "C", words text, list integer[], amount numeric,
        at timestamptz, document jsonb, four char(4), label name, mood mood, short short, span int4range, "select" int);
    CREATE INDEX ON odd ("Mixed Case");
    CREATE INDEX ON odd ("Mixed Case" DESC, words NULLS FIRST, amount DESC NULLS LAST, at ASC NULLS LAST);
    CREATE INDEX ON odd (words COLLATE "C");
    CREATE INDEX ON odd (words text_pattern_ops, four bpchar_pattern_ops, label);
    CREATE INDEX ON odd (words varchar_ops);
    CREATE INDEX ON odd (list, mood, short, span, "select");
    CREATE INDEX ON odd (lower(words), amount);
    CREATE INDEX ON odd (amount) INCLUDE (words);
    CREATE INDEX ON odd (amount) WHERE id > 1;
    CREATE INDEX ON odd (amount) WITH (fillfactor = 50);
    CREATE UNIQUE INDEX ON odd (words);
    CREATE INDEX ON odd USING hash (amount);
    CREATE INDEX ON odd (amount);
    CREATE INDEX ON odd (amount);
    CREATE INDEX ON odd (amount DESC);
    CREATE INDEX ON odd (amount NULLS FIRST);
    CREATE INDEX ON odd (words);
    CREATE INDEX ON odd (words, amount);
    CREATE INDEX ON odd (amount, words);
    CREATE INDEX ON odd (words text_pattern_ops);
    CREATE INDEX ON odd USING gin (document jsonb_path_ops);
    CREATE INDEX ON odd USING brin (at)
"""
OWN_WORDS = """
    SELECT c.relname, split_part(pg_get_indexdef(i.indexrelid), ' USING ', 2)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
"""


def test_every_index_is_described_in_postgresqls_own_words(inspected: str, onlooker: Any) -> None:
    onlooker.execute(INDEXES)
    onlooker.execute(OWN_WORDS)
    own_words = dict(onlooker.fetchall())

    with open_session(inspected) as session:
        rows = read_rows(session.cursor, session.path)

    assert {row[1]: row[2] for row in rows.parts["indexes"]} == own_words
    assert len(own_words) > 100
