"""Takes the functions of a migration along: their source is copied, for the old file goes away."""

import ast
import inspect
import types
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from django.db.migrations.operations import RunPython, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

from project.migration_audit.rebuild.generation.source_code import (
    LAMBDA,
    NotCopiableError,
    code_file,
    lambda_of,
    names_in,
    text_of,
    used_statements,
)

# Stands for the new file itself where Django's writer prints the module of a function.
THIS_FILE = "module_of_the_rebuilt_migration"


@dataclass(frozen=True, kw_only=True)
class CodeText:
    """Import lines, and what stands between them and the migration's class."""

    imports: tuple[str, ...]
    body: str


class CopiedCode:
    """The code that one new file takes over from the migration modules in `gone`, operation by operation."""

    def __init__(self, gone: frozenset[str]) -> None:
        self._gone = gone
        self._names: dict[str, None] = {}
        self._lambdas: dict[str, ast.Lambda] = {}
        self._from = ""

    def adopt(self, operation: Operation) -> Operation:
        """The operation with its functions replaced by such of the new file; NotCopiableError says why not."""
        if isinstance(operation, RunPython):
            adopted = copy(operation)
            adopted.code = self._function(operation.code)
            adopted.reverse_code = operation.reverse_code and self._function(operation.reverse_code)
            return adopted
        if isinstance(operation, SeparateDatabaseAndState):
            return SeparateDatabaseAndState(
                [self.adopt(part) for part in operation.database_operations],
                [self.adopt(part) for part in operation.state_operations],
            )
        if type(operation).__module__ in self._gone:
            raise NotCopiableError(f"its class {type(operation).__name__} is defined in a migration file")
        return operation

    def text(self) -> CodeText:
        """The copied statements, ready to stand above the migration."""
        if not (self._names or self._lambdas):
            return CodeText(imports=(), body="")
        file = code_file(import_module(self._from))
        wanted = {*self._names, *names_in(self._lambdas.values())}
        statements = used_statements(file, sorted(wanted))
        used = frozenset(names_in(statements) | wanted)
        imports = [text_of(file, one, used) for one in statements if isinstance(one, ast.Import | ast.ImportFrom)]
        bodies = [text_of(file, one, used) for one in statements if not isinstance(one, ast.Import | ast.ImportFrom)]
        bodies += [_as_function(name, written) for name, written in self._lambdas.items()]
        if found := next((module for text in (*imports, *bodies) for module in self._gone if module in text), None):
            raise NotCopiableError(f"the code names {found}, which goes away")
        return CodeText(imports=tuple(imports), body="\n\n\n".join(bodies))

    def _function(self, code: Callable[..., Any]) -> Callable[..., Any]:
        if isinstance(code, partial):
            return partial(self._function(code.func), *code.args, **code.keywords)
        if not inspect.isroutine(code):
            raise NotCopiableError(f"{type(code).__name__} is no plain function")
        name, module = code.__qualname__, code.__module__
        if code.__name__ == LAMBDA and module in self._gone:
            return self._lambda(code, module)
        if "<" in name:
            raise NotCopiableError(f"{name.rsplit('.', 1)[-1]} has no name to write down")
        if module not in self._gone:
            return code
        if "." in name:
            raise NotCopiableError(f"{name} is a method and no function at the top of its file")
        self._take_from(module)
        if name not in code_file(import_module(module)).gives:
            raise NotCopiableError(f"{name} is not defined at the top of its file")
        self._names[name] = None
        return _stand_in(name)

    def _lambda(self, code: Callable[..., Any], module: str) -> Callable[..., Any]:
        written = lambda_of(code)
        self._take_from(module)
        taken = code_file(import_module(module)).gives.keys() | self._lambdas.keys()
        name = f"from_line_{written.lineno}"
        while name in taken and ast.dump(self._lambdas.get(name, written)) != ast.dump(written):
            name += "_too"
        self._lambdas[name] = written
        return _stand_in(name)

    def _take_from(self, module: str) -> None:
        if self._from not in ("", module):
            raise NotCopiableError(f"its functions lie in two files, {self._from} and {module}")
        self._from = module


def _as_function(name: str, written: ast.Lambda) -> str:
    return f"def {name}({ast.unparse(written.args)}):\n    return {ast.unparse(written.body)}"


def _stand_in(name: str) -> Callable[..., Any]:
    """A function that Django's writer prints as `THIS_FILE.name`."""

    def function(apps: Any, schema_editor: Any) -> None: ...

    made = types.FunctionType(function.__code__, {}, name)
    made.__module__, made.__qualname__ = THIS_FILE, name
    return made
