"""No module needs itself to be imported: each can be the first one, whoever imports it."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "project").rglob("*.py")
    if "migrations" not in path.parts
}


def _imported(module: str, path: Path) -> Iterator[str]:
    """What the module imports at its top, with the packages that this imports on the way."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in names)
            yield from _packages(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _packages(module: str) -> Iterator[str]:
    """The module and the packages around it whose `__init__` runs first."""
    parts = module.split(".")
    yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def test_modules_import_one_another_in_one_direction() -> None:
    graph = {
        module: {name for name in _imported(module, path) if name in MODULES and name != module}
        for module, path in MODULES.items()
    }
    # A package whose `__init__` imports its own modules is imported with them, not before them.
    graph = {module: {name for name in names if not module.startswith(f"{name}.")} for module, names in graph.items()}

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise AssertionError(f"these modules import one another in a circle: {circle}") from None
