"""The transaction every reading happens in: limits, search path, and what the server and the role allow."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from project.schema_audit.statements import statement

LOCK_TIMEOUT = "2s"
STATEMENT_TIMEOUT = "60s"
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
    """One open transaction; `path` are the schemas of its search path that exist, `path_setting` all it searches."""

    alias: str
    cursor: CursorWrapper
    path: tuple[str, ...]
    path_setting: str
    server_version: int
    extensions: tuple[str, ...]
    may_make_temporary: bool
    read_only: bool
    role: str
    schemas: tuple[str, ...]
    count: StatementCount

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """The connection the transaction is open on."""
        return connections[self.alias]


@contextmanager
def open_session(using: str, *, schemas: Sequence[str] | None = None) -> Iterator[Session]:
    """A transaction that is always rolled back; `schemas` instead of the role's own search path.

    `ImproperlyConfigured` where the path leads nowhere: nothing would be checked.
    """
    count = StatementCount()
    with transaction.atomic(using), connections[using].execute_wrapper(count), connections[using].cursor() as cursor:
        parameters = {
            "lock_timeout": LOCK_TIMEOUT,
            "statement_timeout": STATEMENT_TIMEOUT,
            "schemas": list(schemas) if schemas is not None else None,
        }
        cursor.execute(statement("session"), parameters)
        path, _, _, setting, version, extensions, temporary, replica, role, all_schemas = cursor.fetchone()
        if not (schemas or path):
            raise ImproperlyConfigured(f"the search path of role {role} holds no schema that it may use.")
        yield Session(
            alias=using,
            cursor=cursor,
            path=tuple(schemas if schemas is not None else path),
            path_setting=setting,
            server_version=version,
            extensions=tuple(extensions),
            may_make_temporary=temporary,
            read_only=replica,
            role=role,
            schemas=tuple(all_schemas),
            count=count,
        )
        transaction.set_rollback(True, using)
