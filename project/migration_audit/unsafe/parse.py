"""What a statement does: its own small classification of PostgreSQL's statements, by their leading words.

What it doesn't know is UNKNOWN and told as such, never taken for harmless.
"""

from collections.abc import Iterator
from itertools import pairwise

from project.migration_audit.unsafe.act import Act, What
from project.migration_audit.unsafe.parse_alter_table import alter_table
from project.migration_audit.unsafe.words import Reader, cut

# Statements that stand for one thing whatever follows.
_WHOLE = {
    "COMMENT ON": What.HARMLESS,
    "GRANT": What.HARMLESS,
    "REVOKE": What.HARMLESS,
    "ANALYZE": What.HARMLESS,
    "RESET": What.HARMLESS,
    "SHOW": What.HARMLESS,
    "SECURITY LABEL": What.HARMLESS,
    "SAVEPOINT": What.HARMLESS,
    "RELEASE": What.HARMLESS,
    "NOTIFY": What.HARMLESS,
    "BEGIN": What.END_TRANSACTION,
    "START TRANSACTION": What.END_TRANSACTION,
    "COMMIT": What.END_TRANSACTION,
    "END": What.END_TRANSACTION,
    "ROLLBACK": What.END_TRANSACTION,
    "CREATE DATABASE": What.OUTSIDE_ONLY,
    "DROP DATABASE": What.OUTSIDE_ONLY,
    "CREATE TABLESPACE": What.OUTSIDE_ONLY,
    "DROP TABLESPACE": What.OUTSIDE_ONLY,
    "ALTER SYSTEM": What.OUTSIDE_ONLY,
    "CREATE SUBSCRIPTION": What.OUTSIDE_ONLY,
}
_REPLACEABLE = ("FUNCTION", "PROCEDURE", "AGGREGATE", "VIEW", "RULE", "LANGUAGE")
_MADE_ALONE = (
    *_REPLACEABLE,
    "TYPE",
    "DOMAIN",
    "SEQUENCE",
    "SCHEMA",
    "EXTENSION",
    "COLLATION",
    "OPERATOR",
    "CAST",
    "STATISTICS",
    "ROLE",
    "USER",
    "PUBLICATION",
    "TEXT",
    "EVENT",
    "FOREIGN",
    "SERVER",
)
# What a SELECT may call without doing anything but reading or counting on.
_TAME = frozenset({"setval", "nextval", "set_config", "max", "min", "count", "coalesce", "greatest", "in"})


def acts_of(statement: str) -> list[Act]:
    """The actions of one statement, in its order; one that is UNKNOWN where it can't be told."""
    reader = Reader(cut(statement))
    return list(_acts(reader))


def _acts(reader: Reader) -> Iterator[Act]:
    if reader.take("ALTER", "TABLE"):
        yield from alter_table(reader)
    elif whole := reader.take_any(*_WHOLE):
        yield Act(what=_WHOLE[whole])
    elif reader.take("CREATE"):
        yield from _create(reader)
    elif reader.take("DROP"):
        yield from _drop(reader)
    elif reader.take("ALTER"):
        yield from _alter(reader)
    elif reader.take("SET"):
        yield _set(reader)
    else:
        yield from _maintenance(reader) or _rows(reader)


def _create(reader: Reader) -> Iterator[Act]:
    if reader.take_any("INDEX", "UNIQUE INDEX"):
        yield _create_index(reader)
        return
    if reader.take_any("TEMP TABLE", "TEMPORARY TABLE", "LOCAL TEMP TABLE", "LOCAL TEMPORARY TABLE"):
        yield Act(what=What.HARMLESS)
    elif reader.take_any("TABLE", "UNLOGGED TABLE"):
        yield from _create_table(reader)
    elif reader.take("MATERIALIZED", "VIEW"):
        reader.take("IF", "NOT", "EXISTS")
        yield Act(what=What.CREATE_TABLE, table=reader.name())
    else:
        reader.take("OR", "REPLACE")
        if reader.take_any("TRIGGER", "CONSTRAINT TRIGGER") and reader.skip_to("ON"):
            yield Act(what=What.CREATE_TRIGGER, table=reader.name())
        elif reader.take("POLICY") and reader.skip_to("ON"):
            yield Act(what=What.BRIEF_ALTER, table=reader.name())
        elif reader.take_any(*_MADE_ALONE, "RECURSIVE VIEW", "TEMP VIEW", "TEMPORARY VIEW", "TRUSTED LANGUAGE"):
            yield Act(what=What.HARMLESS)
        else:
            yield Act(what=What.UNKNOWN)


def _create_index(reader: Reader) -> Act:
    what = What.CREATE_INDEX_CONCURRENTLY if reader.take("CONCURRENTLY") else What.CREATE_INDEX
    reader.take("IF", "NOT", "EXISTS")
    name = None if reader.take("ON") else reader.name()
    if name is not None:
        reader.take("ON")
    reader.take("ONLY")
    return Act(what=what, table=reader.name(), name=name, words=reader.rest)


def _create_table(reader: Reader) -> Iterator[Act]:
    reader.take("IF", "NOT", "EXISTS")
    yield Act(what=What.CREATE_TABLE, table=reader.name(), words=reader.rest)
    while reader.rest:
        if reader.take("REFERENCES"):
            yield Act(what=What.CREATE_TRIGGER, table=reader.name())
        elif reader.take("PARTITION", "OF"):
            yield Act(what=What.BRIEF_ALTER, table=reader.name())
        else:
            reader.name()


def _drop(reader: Reader) -> Iterator[Act]:
    if reader.take("INDEX"):
        what = What.DROP_INDEX_CONCURRENTLY if reader.take("CONCURRENTLY") else What.DROP_INDEX
        yield from _each_name(reader, what, is_object=True)
    elif reader.take("TABLE"):
        yield from _each_name(reader, What.DROP_TABLE)
    elif reader.take_any("VIEW", "MATERIALIZED VIEW"):
        yield from _each_name(reader, What.DROP_VIEW)
    elif reader.take("SCHEMA"):
        yield from _each_name(reader, What.DROP_SCHEMA, is_object=True)
    elif reader.take_any("TRIGGER", "POLICY", "RULE") and reader.skip_to("ON"):
        yield Act(what=What.BRIEF_ALTER, table=reader.name())
    elif reader.take_any(*_MADE_ALONE, "OWNED"):
        yield Act(what=What.HARMLESS)
    else:
        yield Act(what=What.UNKNOWN)


def _each_name(reader: Reader, what: What, *, is_object: bool = False) -> Iterator[Act]:
    reader.take("IF", "EXISTS")
    for one in reader.listed():
        name = one.name()
        yield Act(what=what, name=name) if is_object else Act(what=what, table=name)


def _alter(reader: Reader) -> Iterator[Act]:
    if reader.take("INDEX"):
        reader.take("IF", "EXISTS")
        name = reader.name()
        yield Act(what=What.RENAME_INDEX if reader.take("RENAME") else What.UNKNOWN, name=name)
    elif reader.take("TYPE"):
        yield _alter_type(reader.name(), reader)
    elif reader.take("DOMAIN"):
        name = reader.name()
        checks = reader.take("ADD") and "NOT VALID" not in " ".join(reader.rest).upper()
        yield Act(what=What.CHECK_DOMAIN if checks else What.HARMLESS, name=name)
    elif reader.take("SCHEMA"):
        name = reader.name()
        yield Act(what=What.RENAME_SCHEMA if reader.take("RENAME") else What.HARMLESS, name=name)
    elif reader.take_any("POLICY", "TRIGGER") and reader.skip_to("ON"):
        yield Act(what=What.BRIEF_ALTER, table=reader.name())
    elif reader.take_any(*_MADE_ALONE, "DEFAULT", "MATERIALIZED VIEW", "DATABASE"):
        yield Act(what=What.HARMLESS)
    else:
        yield Act(what=What.UNKNOWN)


def _alter_type(name: str, reader: Reader) -> Act:
    if reader.take("ADD", "VALUE"):
        return Act(what=What.ADD_ENUM_VALUE, name=name, words=reader.rest)
    if reader.take("RENAME", "VALUE"):
        return Act(what=What.RENAME_ENUM_VALUE, name=name)
    return Act(what=What.HARMLESS if reader.take_any("RENAME", "OWNER", "SET") else What.UNKNOWN, name=name)


def _set(reader: Reader) -> Act:
    reader.take_any("LOCAL", "SESSION")
    return Act(what=What.SET_LOCK_TIMEOUT if reader.take("LOCK_TIMEOUT") else What.HARMLESS)


def _maintenance(reader: Reader) -> list[Act]:
    """REINDEX, CLUSTER, VACUUM, TRUNCATE, REFRESH and LOCK; nothing for other statements."""
    said = {word.upper() for word in reader.rest}
    found: list[Act] = []
    if reader.take("REINDEX"):
        reader.skip_to("TABLE", "INDEX", "SCHEMA", "DATABASE", "SYSTEM")
        reader.take("CONCURRENTLY")
        what = What.REINDEX_CONCURRENTLY if "CONCURRENTLY" in said else What.REINDEX
        found = [Act(what=what, name=reader.name())]
    elif reader.take("CLUSTER"):
        found = [Act(what=What.CLUSTER, table=reader.name() or None)]
    elif reader.take("VACUUM"):
        what = What.VACUUM_FULL if "FULL" in said else What.VACUUM
        found = [Act(what=what, table=_last_name(reader))]
    elif reader.take("REFRESH", "MATERIALIZED", "VIEW"):
        what = What.REFRESH_CONCURRENTLY if reader.take("CONCURRENTLY") else What.REFRESH
        found = [Act(what=what, table=reader.name())]
    elif reader.take_any("TRUNCATE TABLE", "TRUNCATE"):
        reader.take("ONLY")
        found = [Act(what=What.TRUNCATE, table=one.name()) for one in reader.listed()]
    elif reader.take_any("LOCK TABLE", "LOCK"):
        reader.take("ONLY")
        found = [Act(what=What.LOCK_TABLE, table=reader.name())]
    return found


def _last_name(reader: Reader) -> str | None:
    """The table of a VACUUM: its last name, if any."""
    words = [word for word in reader.rest if word not in "(),"]
    name = words[-1].lower().strip('"') if words else ""
    return None if name in ("", "full", "analyze", "verbose", "freeze") else name


def _rows(reader: Reader) -> list[Act]:
    """INSERT, UPDATE, DELETE and what else reads or writes rows."""
    if reader.take("WITH"):
        reader.skip_to("INSERT", "UPDATE", "DELETE", "MERGE", "SELECT")
        return [Act(what=What.WRITE_ROWS, words=reader.rest)]
    if reader.take("INSERT", "INTO"):
        return [Act(what=What.INSERT_ROWS, table=reader.name(), words=reader.rest)]
    if reader.take_any("UPDATE", "DELETE FROM", "MERGE INTO"):
        reader.take("ONLY")
        return [Act(what=What.WRITE_ROWS, table=reader.name(), words=reader.rest)]
    if reader.take("COPY"):
        return [Act(what=What.INSERT_ROWS, table=reader.name(), words=reader.rest)]
    if reader.take("SELECT") and _is_plain_select(reader.rest):
        return [Act(what=What.HARMLESS)]
    return [Act(what=What.UNKNOWN)]


def _is_plain_select(words: tuple[str, ...]) -> bool:
    """No function but those that set a sequence or a setting: another one may do anything."""
    called = {word.lower() for word, after in pairwise(words) if after == "(" and word[0].isalpha()}
    return called <= _TAME
