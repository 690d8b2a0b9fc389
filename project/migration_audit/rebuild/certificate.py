"""A proof in a few lines for people, and whole for programs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from project.migration_audit.rebuild.chain import Difference, Proof
from project.output.counted import counted
from project.output.wrapped import WIDTH

_SHOWN = 8
_COUNTED = ("table", "column", "constraint", "index", "sequence", "trigger", "function", "view", "comment")
_PLURAL = {"index": "indexes"}


def certificate_lines(proof: Proof) -> tuple[str, ...]:
    """At most 24 lines of 80 columns."""
    return tuple(_cut(line) for line in _lines(proof))


def certificate_as_json(proof: Proof) -> dict[str, Any]:
    """Everything, in JSON's types."""
    return {**asdict(proof), "counts": dict(proof.counts), "hashes": dict(proof.hashes), "equal": proof.equal}


def _lines(proof: Proof) -> Iterator[str]:
    counts = proof.counts
    renames = counted(len(proof.renames), "rename")
    verdict = "EQUAL" if proof.equal else "NOT EQUAL"
    files = f"{counted(counts.get('old files', 0), 'old file')}, {counts.get('new files', 0)} new"
    yield f"Proof for database {proof.database!r}: {verdict} ({files}, {proof.seconds} s)"
    yield "  structure " + (_structure(proof) or "not compared")
    yield f"  rows      {counts.get('rows', 0)} in {counted(counts.get('tables with rows', 0), 'table')}"
    yield f"  names     {renames} for an existing database to have those of a fresh one"
    yield from (f"  {note}" for note in proof.notes[:_SHOWN])
    yield from (f"  SHA-256 of {name:<9} {digest[:48]}" for name, digest in proof.hashes.items())
    yield from (_difference(difference) for difference in proof.differences[:_SHOWN])
    if len(proof.differences) > _SHOWN:
        yield f"  ... and {len(proof.differences) - _SHOWN} more differences"


def _structure(proof: Proof) -> str:
    found = [counted(proof.counts[kind], kind, _PLURAL.get(kind, "")) for kind in _COUNTED if proof.counts.get(kind)]
    return ", ".join(found[:5])


def _difference(difference: Difference) -> str:
    old, new = (side if side is not None else "none" for side in (difference.old, difference.new))
    return f"  {difference.kind} {difference.place}: {old} -> {new}"


def _cut(line: str) -> str:
    flat = " ".join(line.split("\n"))
    return flat if len(flat) <= WIDTH else f"{flat[: WIDTH - 3]}..."
