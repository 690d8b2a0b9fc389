"""The transaction every reading happens in: limits, search path, and what the server and the role allow."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from project.schema_audit.statements import statement
from project.schema_audit.typed_names import check_names

LOCK_TIMEOUT = "2s"
STATEMENT_TIMEOUT = "60s"
_FIRST = re.compile(r'^("(?:[^"]|"")*"|[^",]*)')
_SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class StatementCount:
    """How many statements were sent so far, without the savepoints around some of them."""

    def __init__(self) -> None:
        self.sent = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
        """Django's form of a wrapper around every statement."""
        if not str(sql).startswith(_SAVEPOINTS):
            self.sent += 1
        return execute(sql, params, many, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One open transaction; `path` are the schemas of its search path that exist, `path_setting` all it searches.

    `named` is the schema that was asked for by name, the first of the path then, else empty; `default_schema` is the
    first of the role's own path. `printing` are the settings by which PostgreSQL writes values. `skipped_triggers` is
    None unless the role's sessions skip all triggers: then it has the statements that end that.
    """

    alias: str
    cursor: CursorWrapper
    path: tuple[str, ...]
    path_setting: str
    named: str
    default_schema: str
    printing: str
    server_version: int
    extensions: tuple[str, ...]
    may_make_temporary: bool
    read_only: bool
    role: str
    schemas: tuple[str, ...]
    skipped_triggers: tuple[str, ...] | None
    count: StatementCount

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """The connection the transaction is open on."""
        return connections[self.alias]

    @property
    def path_after_first(self) -> str:
        """What is searched after the first schema: the same for every schema of the same database asked for by name."""
        return _FIRST.sub("", self.path_setting)

    def beside(self, named: Iterable[str | None]) -> list[str]:
        """Those of the named schemas that are there and not searched; None names none."""
        return sorted({*self.schemas}.intersection(named) - {*self.path})


@contextmanager
def open_session(using: str, *, schema: str | None = None) -> Iterator[Session]:
    """A transaction that is always rolled back; `schema` comes before the role's own search path.

    `UnknownNameError` for a schema that is not there, or closed to the role; `ImproperlyConfigured` where the path
    leads nowhere: nothing would be checked.
    """
    count = StatementCount()
    with transaction.atomic(using), connections[using].execute_wrapper(count), connections[using].cursor() as cursor:
        limits = {"lock_timeout": LOCK_TIMEOUT, "statement_timeout": STATEMENT_TIMEOUT}
        cursor.execute(statement("session"), {**limits, "schema": schema})
        path, own, printing, setting, version, extensions, *rights = cursor.fetchone()
        temporary, replica, role, schemas, usable, skipped, *_ = rights
        if schema is not None:
            check_names("schema", [schema], schemas)
            check_names(f"schema open to role {role} (grant it USAGE) called", [schema], usable)
        if not path:
            raise ImproperlyConfigured(f"the search path of role {role} holds no schema that it may use.")
        yield Session(
            alias=using,
            cursor=cursor,
            path=tuple(path),
            path_setting=setting,
            named=schema or "",
            default_schema=own,
            printing=printing,
            server_version=version,
            extensions=tuple(extensions),
            may_make_temporary=temporary,
            read_only=replica,
            role=role,
            schemas=tuple(schemas),
            skipped_triggers=None if skipped is None else tuple(skipped),
            count=count,
        )
        _check_it_lasted(connections[using])
        transaction.set_rollback(True, using)


def _check_it_lasted(connection: BaseDatabaseWrapper) -> None:
    """Raise where the connection was lost: questions that nobody answered would read as nothing found."""
    if connection.connection is None or connection.connection.closed:
        raise OperationalError("the connection was lost half way: nothing can be said of the database; check again.")


@contextmanager
def savepoint(session: Session) -> Iterator[None]:
    """Undo what fails inside. On the session's own cursor: some backends set the search path with each new one."""
    if not session.connection.in_atomic_block:
        with transaction.atomic(session.alias):
            yield
        return
    session.cursor.execute("SAVEPOINT schema_audit")
    try:
        yield
    except BaseException:
        with suppress(InterfaceError, OperationalError):
            session.cursor.execute("ROLLBACK TO SAVEPOINT schema_audit")
            session.cursor.execute("RELEASE SAVEPOINT schema_audit")
        raise
    session.cursor.execute("RELEASE SAVEPOINT schema_audit")


@contextmanager
def rolled_back(session: Session) -> Iterator[Session]:
    """The session, for what is undone at the end, its search path included."""
    session.cursor.execute("SAVEPOINT schema_audit_scratch")
    try:
        yield session
    finally:
        with suppress(InterfaceError):
            session.cursor.execute("ROLLBACK TO SAVEPOINT schema_audit_scratch")
