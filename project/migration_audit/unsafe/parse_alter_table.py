"""The actions of ALTER TABLE, cut at its commas."""

from collections.abc import Iterator

from project.migration_audit.unsafe.act import Act, What
from project.migration_audit.unsafe.words import Reader

# Where what follows doesn't matter.
_WHOLE_TABLE = {
    "SET LOGGED": What.SET_LOGGED,
    "SET UNLOGGED": What.SET_LOGGED,
    "SET TABLESPACE": What.MOVE_TABLE,
    "SET ACCESS METHOD": What.MOVE_TABLE,
    "SET SCHEMA": What.RENAME_TABLE,
    "RENAME TO": What.RENAME_TABLE,
    "RENAME CONSTRAINT": What.BRIEF_ALTER,
    "ENABLE ROW LEVEL SECURITY": What.ROW_SECURITY,
    "FORCE ROW LEVEL SECURITY": What.ROW_SECURITY,
    "DISABLE ROW LEVEL SECURITY": What.BRIEF_ALTER,
    "NO FORCE ROW LEVEL SECURITY": What.BRIEF_ALTER,
    "DISABLE TRIGGER": What.DISABLE_TRIGGER,
    "ENABLE": What.BRIEF_ALTER,
    "DISABLE": What.BRIEF_ALTER,
    "ATTACH PARTITION": What.ATTACH_PARTITION,
    "CLUSTER ON": What.MILD_ALTER,
    "SET WITHOUT CLUSTER": What.MILD_ALTER,
    "SET (": What.MILD_ALTER,
    "RESET (": What.MILD_ALTER,
    "OWNER TO": What.BRIEF_ALTER,
    "INHERIT": What.BRIEF_ALTER,
    "NO INHERIT": What.BRIEF_ALTER,
    "REPLICA IDENTITY": What.BRIEF_ALTER,
    "ALTER CONSTRAINT": What.BRIEF_ALTER,
}
_CONSTRAINTS = {
    "FOREIGN KEY": What.ADD_FOREIGN_KEY,
    "PRIMARY KEY": What.ADD_PRIMARY_KEY,
    "UNIQUE": What.ADD_UNIQUE,
    "CHECK": What.ADD_CHECK,
    "EXCLUDE": What.ADD_EXCLUSION,
    "NOT NULL": What.SET_NOT_NULL,
}
_OF_COLUMN = {
    "SET DEFAULT": What.SET_DEFAULT,
    "DROP DEFAULT": What.DROP_DEFAULT,
    "SET NOT NULL": What.SET_NOT_NULL,
    "DROP NOT NULL": What.BRIEF_ALTER,
    "SET DATA TYPE": What.ALTER_TYPE,
    "TYPE": What.ALTER_TYPE,
    "SET STATISTICS": What.MILD_ALTER,
    "SET (": What.MILD_ALTER,
    "RESET (": What.MILD_ALTER,
    "SET EXPRESSION": What.MOVE_TABLE,
}


def alter_table(reader: Reader) -> Iterator[Act]:
    """Everything it does, in its order; `ALL IN TABLESPACE` is unknown."""
    reader.take("IF", "EXISTS")
    reader.take("ONLY")
    if reader.take("ALL", "IN"):
        yield Act(what=What.UNKNOWN)
        return
    table = reader.name()
    reader.take("*")
    for one in reader.listed():
        yield _action(table, one)


def _action(table: str, reader: Reader) -> Act:
    if whole := reader.take_any(*_WHOLE_TABLE):
        other = reader.name() if whole in ("ATTACH PARTITION", "RENAME TO") else None
        return Act(what=_WHOLE_TABLE[whole], table=table, other=other, words=reader.rest)
    if reader.take("DETACH", "PARTITION"):
        other = reader.name()
        concurrently = reader.take_any("CONCURRENTLY", "FINALIZE")
        return Act(what=What.DETACH_CONCURRENTLY if concurrently else What.DETACH_PARTITION, table=table, other=other)
    if reader.take("VALIDATE", "CONSTRAINT"):
        return Act(what=What.VALIDATE, table=table, name=reader.name())
    changes = {"ADD": _add, "DROP": _drop, "RENAME": _rename, "ALTER": _alter_column}
    if verb := reader.take_any(*changes):
        return changes[verb](table, reader)
    return Act(what=What.UNKNOWN, table=table)


def _rename(table: str, reader: Reader) -> Act:
    reader.take("COLUMN")
    return Act(what=What.RENAME_COLUMN, table=table, column=reader.name(), words=reader.rest)


def _add(table: str, reader: Reader) -> Act:
    name = reader.name() if reader.take("CONSTRAINT") else None
    if kind := reader.take_any(*_CONSTRAINTS):
        words = reader.rest
        other = reader.name() if reader.skip_to("REFERENCES") else None
        return Act(what=_CONSTRAINTS[kind], table=table, name=name, other=other, words=words)
    reader.take("COLUMN")
    reader.take("IF", "NOT", "EXISTS")
    column = reader.name()
    words = reader.rest
    other = reader.name() if reader.skip_to("REFERENCES") else None
    return Act(what=What.ADD_COLUMN, table=table, column=column, other=other, words=words)


def _drop(table: str, reader: Reader) -> Act:
    if reader.take("CONSTRAINT"):
        reader.take("IF", "EXISTS")
        return Act(what=What.DROP_CONSTRAINT, table=table, name=reader.name())
    reader.take("COLUMN")
    reader.take("IF", "EXISTS")
    return Act(what=What.DROP_COLUMN, table=table, column=reader.name())


def _alter_column(table: str, reader: Reader) -> Act:
    reader.take("COLUMN")
    column = reader.name()
    kind = reader.take_any(*_OF_COLUMN)
    return Act(what=_OF_COLUMN.get(kind, What.BRIEF_ALTER), table=table, column=column, words=reader.rest)
