"""A module or a function that outgrew its limit wants to be split: the limits of docs/architecture.md."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("project", "workers", "config", "dev")
MODULE_LINES = 250
FUNCTION_LINES = 50


def _modules() -> list[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]
    assert len(found) > 50, "the folders were not found"
    return found


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_module_is_longer_than_its_limit() -> None:
    lines = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in _modules()}

    assert {name: count for name, count in lines.items() if count > MODULE_LINES} == {}


def test_no_function_is_longer_than_its_limit() -> None:
    too_long = {
        f"{path.relative_to(ROOT)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in _modules()
        for node in _functions(path)
        if node.end_lineno and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    }

    assert too_long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    nothing = {"utils.py", "helpers.py", "common.py", "services.py", "misc.py"}

    named = {str(path.relative_to(ROOT)) for path in _modules() if path.name in nothing}

    assert named == {"dev/services.py"}, "dev/services.py runs the services PostgreSQL and Valkey; nothing else may"
