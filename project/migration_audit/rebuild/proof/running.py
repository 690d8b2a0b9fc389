"""Runs both chains at the same time, and says where one of them failed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.migrations.graph import MigrationGraph

from project.migration_audit.rebuild.chain import NewChain, RefusedError
from project.migration_audit.rebuild.inventory import operation_lines
from project.migration_audit.rebuild.proof.refusals import old_chain_fails
from project.migration_audit.rebuild.proof.scratch import Scratch
from project.migration_audit.rebuild.proof.side_process import Side, SideFailedError, side
from project.migration_audit.rebuild.proof.space import SCHEMA, Space

# A database that nothing can be written to: migrations of one database may name another by its alias.
_NO_DATABASE = "no_database_beside_the_proof"
_ADDRESS = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Both processes, each with its scratch database."""

    old: Side
    new: Side


@contextmanager
def both_sides(chain: NewChain, using: str, scratch: Scratch) -> Iterator[Sides]:
    """Start both; they end with the block."""
    files = [{"app": file.app, "name": file.name, "text": file.text} for file in chain.files]
    old, new = _request(chain, using, scratch.old), _request(chain, using, scratch.new, files=files)
    with side(old) as old_side, side(new) as new_side:
        yield Sides(old=old_side, new=new_side)


def runs_once_more(chain: NewChain, using: str, space: Space) -> bool:
    """Run the old chain a second time, in a place of its own; whether it got to its end."""
    with side(_request(chain, using, space)) as again:
        again.ask("migrate")
        try:
            again.answer()
        except SideFailedError:
            return False
    return True


def _request(chain: NewChain, using: str, space: Space, *, files: Any = None) -> dict[str, Any]:
    """What a side is told; without files it runs the old chain."""
    return {
        "database": using,
        "apps": chain.apps,
        "removed": [file.key for file in chain.removed],
        "files": files,
        "databases": _databases(using, space),
    }


def migrated(sides: Sides, chain: NewChain, graph: MigrationGraph, using: str) -> SideFailedError | None:
    """Run both chains; why the new one failed, if it did. RefusedError where the old one does."""
    sides.old.ask("migrate")
    sides.new.ask("migrate")
    try:
        sides.old.answer()
    except SideFailedError as failed:
        where = old_place(chain, graph, failed.place)
        raise RefusedError(old_chain_fails(using, where, str(failed))) from failed
    try:
        sides.new.answer()
    except SideFailedError as failed:
        return failed
    return None


def old_place(chain: NewChain, graph: MigrationGraph, place: Any) -> str:
    """The file and line of an operation of the old chain, as far as it is known."""
    if "app" not in place:
        return "The old chain"
    key = (place["app"], place["name"])
    file = next((file.path for file in chain.removed if file.key == key), None)
    if file is None or place["position"] is None:
        return str(file or ".".join(key))
    lines = operation_lines(file.read_text(encoding="utf-8"), _operations(graph, key))
    return f"{file}:{lines[place['position']]}"


def _operations(graph: MigrationGraph, key: tuple[str, str]) -> int:
    migration = graph.nodes[key]
    return len(migration.operations) if migration else 0


def new_place(chain: NewChain, place: Any) -> str:
    """The new file, and which operations of the old chain it took over."""
    if "app" not in place:
        return "the new chain"
    key = (place["app"], place["name"])
    replaced = {name for file in chain.files if file.key == key for name in file.replaces}
    sources = [item.place for item in chain.carried if item.migration in replaced]
    return ".".join(key) + (f" (from {', '.join(sources)})" if sources else "")


def _databases(using: str, space: Space) -> dict[str, dict[str, Any]]:
    """Where each alias leads in a side: the scratch space for the one in question and its replicas, else nowhere."""
    real = _address(using)
    return {alias: _leading(alias, real, space) for alias in connections}


def _leading(alias: str, real: dict[str, Any], space: Space) -> dict[str, Any]:
    if connections[alias].vendor == "sqlite":
        return {"NAME": ":memory:"}
    address = _address(alias)
    if address != real:
        return {**address, "NAME": _NO_DATABASE}
    return {**address, "NAME": space.database, SCHEMA: space.schema}


def _address(alias: str) -> dict[str, Any]:
    found = connections[alias].settings_dict
    return {name: str(found[name] or "") for name in _ADDRESS}
