"""The names that fixes give to tables and indexes, and those by which they and others stand aside."""

from collections.abc import Iterator

from project.schema_audit.index_names import OVER_AN_INDEX, names_of
from project.schema_audit.matching import Comparison, TablePair
from project.schema_audit.schema import Kind

_NAME_BYTES = 63
_TRIES = ("", "2", "3", "4")


def beside(name: str, suffix: str) -> Iterator[str]:
    """Names like this one for as long as it can't have its own, none longer than PostgreSQL takes."""
    for number in _TRIES:
        end = f"_{suffix}{number}"
        yield name.encode()[: _NAME_BYTES - len(end)].decode(errors="ignore") + end


def names_to_give(comparison: Comparison) -> set[tuple[str, str]]:
    """Schema and name of whatever a fix may make or rename; empty where nothing differs."""
    given = {place for name in comparison.missing for place in _of_missing(name, comparison)}
    for circle in comparison.exchanged:
        given |= {(comparison.live.tables[name].schema, comparison.live.tables[name].relation) for name in circle.right}
    for pair in comparison.unequal:
        given |= {(pair.live.schema, name) for name in _of_pair(pair)}
    return given


def ways_aside(name: str) -> Iterator[str]:
    """Every name that something may get that has to give up this one."""
    for suffix in ("old", "aside"):
        yield from beside(name, suffix)


def home(name: str, comparison: Comparison) -> str:
    """The schema in which a missing table should be."""
    return comparison.owners[name].schema or comparison.live.default_schema


def _of_missing(name: str, comparison: Comparison) -> Iterator[tuple[str, str]]:
    schema, table = home(name, comparison), comparison.missing[name]
    yield schema, comparison.owners[name].relation
    yield from ((schema, one) for one in names_of(table))


def _of_pair(pair: TablePair) -> Iterator[str]:
    """What is missing, differs or is called otherwise; what differs is built under another name first."""
    same = {live.name for live, wanted in pair.indexes.same if live.name == wanted.name}
    for kind in OVER_AN_INDEX:
        same |= {live.name for live, wanted in pair.constraints[kind].same if live.name == wanted.name}
    yield from (name for name in names_of(pair.expected) if name not in same)
    differing = [wanted.name for _, wanted in pair.indexes.differing]
    differing += [wanted.name for _, wanted in pair.constraints[Kind.UNIQUE].differing]
    yield from (other for name in differing for other in beside(name, "new"))
