"""Which migration files use code of the running application that will have changed when they run again.

Read from the source, since the loaded functions don't tell. `makemigrations` itself writes `import shop.models` for a
callable default, an `upload_to`, a validator, a mixin or a manager: what stands in a field or in `bases` is no finding.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

_ASKS_FOR_MODELS = frozenset(
    {"django.contrib.auth.get_user_model", "django.apps.apps.get_model", "django.apps.apps.get_models"}
)
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Dotted = ast.Name | ast.Attribute


@dataclass(frozen=True, kw_only=True)
class LiveImport:
    """One name of the running application in a migration's file, by its line."""

    name: str
    line: int


def live_imports(source: str | bytes, module: str) -> tuple[LiveImport, ...]:
    """What the migration `module` uses of the running application, each name once, at its first line."""
    tree = ast.parse(source)
    package = module.rpartition(".")[0]
    names = _imported(tree, package)
    found: dict[str, int] = {}
    for meant, line in (*_models_imported(tree, package), *_used(tree, names)):
        if told := _live_name(meant):
            found[told] = min(line, found.get(told, line))
    return tuple(LiveImport(name=name, line=line) for name, line in sorted(found.items(), key=lambda pair: pair[1]))


def _models_imported(tree: ast.AST, package: str) -> Iterator[tuple[str, int]]:
    """The models that `from ... import` names, used or not: the file breaks when they are gone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for meant in (f"{_base(node, package)}.{one.name}" for one in node.names):
                if meant not in _ASKS_FOR_MODELS:
                    yield meant, node.lineno


def _used(tree: ast.AST, names: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """What functions call by a dotted name."""
    for node, hidden in _uses(tree, frozenset()):
        first, _, rest = _path(node).partition(".")
        if first in names and first not in hidden:
            yield ".".join(part for part in (names[first], rest) if part), node.lineno


def _imported(tree: ast.AST, package: str) -> Mapping[str, str]:
    """Each imported name, wherever the import stands, and what it means in full."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                names[one.asname or one.name.partition(".")[0]] = one.name if one.asname else one.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, package)
            for one in node.names:
                names[one.asname or one.name] = f"{base}.{one.name}"
    return names


def _base(node: ast.ImportFrom, package: str) -> str:
    """The module of a `from ... import`; one dot is the migration's own package."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def _uses(node: ast.AST, hidden: frozenset[str], *, inside: bool = False) -> Iterator[tuple[Dotted, frozenset[str]]]:
    """The longest dotted names inside of functions, with the names that arguments and assignments hide there."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield from _uses(child, hidden | _own_names(child), inside=True)
        elif inside and isinstance(child, ast.Name | ast.Attribute) and _path(child):
            yield child, hidden
        else:
            yield from _uses(child, hidden, inside=inside)


def _own_names(function: Function) -> frozenset[str]:
    arguments = function.args
    everyone = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    assigned = (one.id for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return frozenset([*(one.arg for one in everyone if one), *assigned])


def _path(node: ast.AST) -> str:
    """`a.b.c` for a dotted name; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _path(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def _live_name(meant: str) -> str:
    """The model, or the way to one, that a full name begins with; empty for anything else."""
    if meant in _ASKS_FOR_MODELS:
        return meant
    parts = meant.split(".")
    for end in range(len(parts) - 1, 0, -1):
        module = sys.modules.get(".".join(parts[:end]))
        if module is None:
            continue
        value: Any = getattr(module, parts[end], None)
        is_model = isinstance(value, type) and issubclass(value, Model) and not value._meta.abstract
        return ".".join(parts[: end + 1]) if is_model else ""
    return ""
