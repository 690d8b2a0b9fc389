"""What a statement does, in one shape: an action on a table."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """Kinds of actions; those that no rule needs to tell apart share one."""

    ADD_COLUMN = "add column"
    DROP_COLUMN = "drop column"
    RENAME_COLUMN = "rename column"
    ALTER_TYPE = "alter type"
    SET_NOT_NULL = "set not null"
    SET_DEFAULT = "set default"
    DROP_DEFAULT = "drop default"
    ADD_FOREIGN_KEY = "add foreign key"
    ADD_CHECK = "add check"
    ADD_UNIQUE = "add unique"
    ADD_PRIMARY_KEY = "add primary key"
    ADD_EXCLUSION = "add exclusion"
    VALIDATE = "validate"
    DROP_CONSTRAINT = "drop constraint"
    SET_LOGGED = "set logged"
    MOVE_TABLE = "set tablespace"
    ROW_SECURITY = "row security"
    DISABLE_TRIGGER = "disable trigger"
    ATTACH_PARTITION = "attach partition"
    DETACH_PARTITION = "detach partition"
    DETACH_CONCURRENTLY = "detach partition concurrently"
    BRIEF_ALTER = "alter table"
    MILD_ALTER = "alter table, readers and writers go on"
    RENAME_TABLE = "rename table"
    DROP_TABLE = "drop table"
    DROP_VIEW = "drop view"
    CREATE_TABLE = "create table"
    CREATE_INDEX = "create index"
    CREATE_INDEX_CONCURRENTLY = "create index concurrently"
    DROP_INDEX = "drop index"
    DROP_INDEX_CONCURRENTLY = "drop index concurrently"
    RENAME_INDEX = "rename index"
    REINDEX = "reindex"
    REINDEX_CONCURRENTLY = "reindex concurrently"
    CREATE_TRIGGER = "create trigger"
    ADD_ENUM_VALUE = "add enum value"
    RENAME_ENUM_VALUE = "rename enum value"
    CHECK_DOMAIN = "add a check to a domain"
    RENAME_SCHEMA = "rename schema"
    DROP_SCHEMA = "drop schema"
    TRUNCATE = "truncate"
    CLUSTER = "cluster"
    VACUUM = "vacuum"
    VACUUM_FULL = "vacuum full"
    REFRESH = "refresh materialized view"
    REFRESH_CONCURRENTLY = "refresh materialized view concurrently"
    LOCK_TABLE = "lock table"
    WRITE_ROWS = "write rows"
    INSERT_ROWS = "insert rows"
    OUTSIDE_ONLY = "only outside a transaction"
    END_TRANSACTION = "end the transaction"
    SET_LOCK_TIMEOUT = "set lock_timeout"
    HARMLESS = "nothing that anyone waits for"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Act:
    """One action; `words` are the rest of it, `other` the table a foreign key leads to, `name` that of the object."""

    what: What
    table: str | None = None
    column: str | None = None
    name: str | None = None
    other: str | None = None
    words: tuple[str, ...] = ()

    @property
    def upper(self) -> str:
        """The rest in capital letters, to look for phrases."""
        return " ".join(self.words).upper()
