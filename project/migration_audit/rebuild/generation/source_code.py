"""The source of functions in migration files, with everything of the file that they use."""

import ast
import inspect
import re
import tokenize
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import resolve_name
from pathlib import Path
from types import ModuleType
from typing import Any

Statement = ast.stmt
# What Python calls a function that has no name.
LAMBDA = "<lambda>"


class NotCopiableError(Exception):
    """What is used can't be copied; the text is the reason, to stand after the place."""


@dataclass(frozen=True, kw_only=True)
class CodeFile:
    """A module's source, and which of its statements gives each name at the top."""

    package: str
    lines: tuple[str, ...]
    gives: Mapping[str, Statement]
    stars: tuple[ast.ImportFrom, ...]


def code_file(module: ModuleType) -> CodeFile:
    """Read it once; NotCopiableError where Python loads it from something else than a source file."""
    if not inspect.getsourcefile(module):
        raise NotCopiableError(f"{module.__name__} has no source file")
    return _read(str(inspect.getsourcefile(module)), str(module.__package__))


def used_statements(file: CodeFile, names: Iterable[str]) -> tuple[Statement, ...]:
    """The statements that give these names and all that they use in turn, in the order of the file."""
    found: dict[int, Statement] = {}
    wanted = list(names)
    while wanted:
        statement = file.gives.get(wanted.pop())
        if statement is not None and statement.lineno not in found:
            found[statement.lineno] = statement
            if not isinstance(statement, ast.Import | ast.ImportFrom):
                wanted += _names(statement)
    stars = {star.lineno: star for star in file.stars}
    return tuple(statement for _line, statement in sorted({**stars, **found}.items()))


def nodes_of(code: Callable[..., Any]) -> tuple[ast.AST, ...]:
    """A function with everything of its module that it uses; nothing where its source can't be read."""
    module = inspect.getmodule(code)
    name = getattr(code, "__qualname__", "")
    is_lambda = getattr(code, "__name__", "") == LAMBDA
    if module is None or ("." in name and not is_lambda):
        return ()
    try:
        if not is_lambda:
            return used_statements(code_file(module), [name])
        written = lambda_of(code)
        return (written, *used_statements(code_file(module), _names(written)))
    except (NotCopiableError, OSError, SyntaxError, TypeError):
        return ()


def lambda_of(code: Callable[..., Any]) -> ast.Lambda:
    """What a lambda of a file is, where no other one stands in its line; NotCopiableError says why not."""
    module = inspect.getmodule(code)
    found: Any = getattr(code, "__code__", None)
    if module is None or found is None or found.co_freevars:
        raise NotCopiableError("the lambda uses what stands around it")
    source = "\n".join(code_file(module).lines)
    written = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Lambda)]
    same_line = {ast.dump(node): node for node in written if node.lineno == found.co_firstlineno}
    if len(same_line) != 1:
        raise NotCopiableError("the lambda can't be told from others in its line")
    return next(iter(same_line.values()))


def text_of(file: CodeFile, statement: Statement, used: frozenset[str]) -> str:
    """Its lines, with the comment above; of an import only the names that are used, never relative."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return _import_text(file, statement, used)
    relative = [node for node in ast.walk(statement) if isinstance(node, ast.ImportFrom) and node.level]
    if relative:
        raise NotCopiableError(f"line {relative[0].lineno} imports relative to the old file inside a function")
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
    while first > 1 and file.lines[first - 2].startswith("#"):
        first -= 1
    return "\n".join(file.lines[first - 1 : statement.end_lineno])


def names_in(statements: Iterable[ast.AST]) -> frozenset[str]:
    """Every name that the statements read."""
    return frozenset(name for statement in statements for name in _names(statement))


@cache
def _read(path: str, package: str) -> CodeFile:
    with tokenize.open(Path(path)) as opened:
        source = opened.read()
    module = ast.parse(source)
    gives: dict[str, Statement] = {}
    stars: list[ast.ImportFrom] = []
    for statement in module.body:
        if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
            stars.append(statement)
        gives.update(dict.fromkeys(_given(statement), statement))
    return CodeFile(package=package, lines=tuple(source.splitlines()), gives=gives, stars=tuple(stars))


def _given(statement: Statement) -> Iterator[str]:
    """The names that a statement at the top of a file binds, those inside an `if` or `try` included."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    if isinstance(statement, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name.split(".")[0]) for alias in statement.names)
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif node is not statement and isinstance(node, ast.stmt):
            yield from _given(node) if isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef) else ()


def _names(statement: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _import_text(file: CodeFile, statement: ast.Import | ast.ImportFrom, used: frozenset[str]) -> str:
    aliases = [a for a in statement.names if a.name == "*" or (a.asname or a.name.split(".")[0]) in used]
    names = ", ".join(f"{alias.name} as {alias.asname}" if alias.asname else alias.name for alias in aliases)
    if isinstance(statement, ast.Import):
        return f"import {names}"
    source = statement.module or ""
    if statement.level:
        source = resolve_name("." * statement.level + source, file.package)
    return f"from {source} import {names}"


def words_in(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Every word of every string."""
    texts = (part.value for node in nodes for part in ast.walk(node) if isinstance(part, ast.Constant))
    return frozenset(word for text in texts if isinstance(text, str) for word in re.findall(r"[\w-]+", text.lower()))


def identifiers_in(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Every name and attribute, in lower case."""
    parts = [part for node in nodes for part in ast.walk(node)]
    names = {part.id.lower() for part in parts if isinstance(part, ast.Name)}
    return frozenset(names | {part.attr.lower() for part in parts if isinstance(part, ast.Attribute)})
