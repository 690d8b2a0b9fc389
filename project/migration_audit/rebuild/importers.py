"""Code of the project that imports a migration which a rebuild removes: it would fail when it runs next."""

import ast
import os
import re
import tokenize
from collections.abc import Collection, Iterable, Iterator
from importlib.util import resolve_name
from pathlib import Path
from typing import NamedTuple

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.disk import module_name
from project.migration_audit.rebuild.backup import MANIFEST
from project.migration_audit.rebuild.chain import OldFile
from project.migration_audit.rebuild.scope import project_roots

# Folders that hold nothing of the project's own code.
_NOT_OURS = frozenset({"node_modules", "site-packages", "dist-packages", "__pycache__"})


class Naming(NamedTuple):
    """A line that names a module."""

    line: int
    module: str


def importers(gone: Collection[OldFile]) -> Iterator[Finding]:
    """One finding for each line of the project that names the module of such a file, these files themselves apart."""
    app_of = {module_name(old.key): old.app for old in gone}
    packages = tuple({module.rpartition(".")[0] for module in app_of})
    going = {old.path.resolve() for old in gone}
    for file in _sources(project_roots()):
        package = _package(file.parent)
        source = "" if file in going else _read(file)
        if package.startswith(packages) or any(one.rpartition(".")[2] in source for one in packages):
            for found in named_modules(source, package, app_of):
                yield _finding(file, found, app_of[found.module])


def named_modules(source: str, package: str, modules: Collection[str]) -> list[Naming]:
    """The lines of a file in this package that import one of the modules, or write its dotted name in a string.

    Nothing for what is no Python: that imports nothing.
    """
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return []
    prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    said = ((node, name) for node in nodes if id(node) not in prose for name in _said(node, package))
    found = {Naming(getattr(node, "lineno", 1), one) for node, name in said for one in modules if _names(name, one)}
    return sorted(found)


def _said(node: ast.AST, package: str) -> Iterator[str]:
    """What a node may name, with dots."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        source = _absolute("." * node.level + (node.module or ""), package)
        yield from (f"{source}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call):
        texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if texts and texts[0].startswith("."):
            yield from (_absolute(texts[0], within) for within in (package, *texts[1:]))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _absolute(name: str, package: str) -> str:
    try:
        return resolve_name(name, package)
    except (ImportError, ValueError):
        return name


def _names(said: str, module: str) -> bool:
    return module in said and re.search(rf"(?<![\w.]){re.escape(module)}(?!\w)", said) is not None


def _sources(roots: Iterable[Path]) -> Iterator[Path]:
    """Every Python file of the project, once."""
    seen: set[Path] = set()
    for root in roots:
        for folder, names, files in os.walk(root):
            names[:] = sorted(name for name in names if _may_hold_code(Path(folder, name)))
            for file in (Path(folder, name).resolve() for name in sorted(files) if name.endswith(".py")):
                if file not in seen:
                    seen.add(file)
                    yield file


def _may_hold_code(folder: Path) -> bool:
    """Not an environment, a backup of migrations, or what lies hidden."""
    if folder.name in _NOT_OURS or folder.name.startswith("."):
        return False
    return not any((folder / name).exists() for name in ("pyvenv.cfg", MANIFEST))


def _package(folder: Path) -> str:
    """The dotted name of a folder, as far up as folders are packages."""
    parts: list[str] = []
    while (folder / "__init__.py").exists() and folder.name:
        parts.insert(0, folder.name)
        folder = folder.parent
    return ".".join(parts)


def _read(file: Path) -> str:
    """Empty for what Python could not read either."""
    try:
        with tokenize.open(file) as opened:
            return opened.read()
    except (OSError, SyntaxError, ValueError):
        return ""


def _finding(file: Path, found: Naming, app: str) -> Finding:
    return Finding(
        code="removed_module_imported",
        severity=Severity.ERROR,
        message=f"{file}:{found.line}: {found.module} is named here, and the rebuild would take its file away.",
        object=f"{file}:{found.line}",
        app=app,
        expected="code that names no migration file",
        actual=found.module,
        cause_detail="A migration has another name after a rebuild: whoever imports the old one fails.",
        fix=by_hand(
            Direction.CODE,
            f"Move what it takes from there into a module of its own, or leave {app} out of --apps.",
        ),
    )
