"""The plan of a rebuild for people and for programs."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from project.migration_audit.rebuild.certificate import certificate_as_json, certificate_lines
from project.migration_audit.rebuild.chain import Mode
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.kinds import Kind
from project.migration_audit.rebuild.look import Look
from project.migration_audit.rebuild.planning import Plan
from project.output.counted import counted
from project.output.wrapped import wrapped

OUTCOME = {
    Kind.SCHEMA: "made again from the models",
    Kind.ELIDABLE: "left out",
    Kind.SEED: "carried over",
    Kind.DDL: "carried over",
    Kind.UNKNOWN: "stops the rebuild",
}


def plan_text(plan: Plan) -> str:
    """What goes, what comes, what is carried over with its place, what is renamed, and the proof."""
    looked = plan.looked
    return "\n".join(
        [*_files(plan), *_rows(looked), *_new(plan), *_operations(looked), *_dependents(looked), *_proof(plan), ""]
    )


def hanging(sentence: str, *, indent: str = "") -> list[str]:
    """Lines of 80 columns, indented from the second on."""
    return wrapped(sentence, first=indent, rest=indent + "  ")


def plan_as_stats(plan: Plan) -> dict[str, Any]:
    """The same, as `stats` of the JSON contract."""
    looked, chain = plan.looked, plan.chain
    return {
        "apps": [app.label for app in looked.apps],
        "files": [str(file) for file in _gone(plan)],
        "new_files": [str(_folder_of(looked, file.app) / file.path) for file in chain.files] if chain else [],
        "notes": list(chain.notes) if chain else [],
        "rows": {database: [str(key) for key in keys] for database, keys in looked.rows.items()},
        "operations": [_item_as_json(item) for item in looked.items],
        "dependents": list(looked.dependents),
        "renames": {alias: [rename.sql for rename in renames] for alias, renames in plan.renames.items()},
        "proofs": {alias: certificate_as_json(proof) for alias, proof in plan.proofs.items()},
    }


def _files(plan: Plan) -> Iterator[str]:
    labels = ", ".join(app.label for app in plan.looked.apps)
    gone = _gone(plan)
    yield from hanging(f"A rebuild of {labels} would replace {counted(len(gone), 'file')} (operations in each):")
    operations = Counter(item.file for item in plan.looked.items)
    for file in gone:
        yield f"  {shown(file)}: {operations[file]}"


def _gone(plan: Plan) -> tuple[Path, ...]:
    """The files that go: those of the chain, or all that were looked at where there is none."""
    return tuple(sorted(file.path for file in plan.chain.removed)) if plan.chain else plan.looked.files


def _rows(looked: Look) -> Iterator[str]:
    for database, keys in looked.rows.items():
        yield from hanging(f"and {counted(len(keys), 'row')} of django_migrations in database {database!r}.")


def _new(plan: Plan) -> Iterator[str]:
    if plan.chain:
        yield f"In their place would stand {counted(len(plan.chain.files), 'file')} (and how many each replaces):"
        for file in plan.chain.files:
            place = _folder_of(plan.looked, file.app) / file.path
            yield f"  {shown(place)}: {len(file.replaces)}"
        for note in plan.chain.notes:
            yield from hanging(note)


def _proof(plan: Plan) -> Iterator[str]:
    for proof in plan.proofs.values():
        yield ""
        yield from certificate_lines(proof)
    for alias, renames in plan.renames.items():
        yield ""
        yield f"Names that database {alias!r} would get:"
        yield from (f"  {rename.sql};" for rename in renames)


def _folder_of(looked: Look, label: str) -> Path:
    return next(app.folder for app in looked.apps if app.label == label)


def _operations(looked: Look) -> Iterator[str]:
    counts = Counter(item.kind for item in looked.items)
    yield ""
    yield "Operations: " + (", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind]) or "none read")
    for item in looked.items:
        if item.kind is not Kind.SCHEMA:
            yield f"  {shown(item.file)}:{item.line}"
            outcome = OUTCOME[item.kind] if looked.mode is Mode.FROM_MODELS else "stays where it stands"
            yield from hanging(f"{item.operation}: {item.kind.value} ({item.why}) -> {outcome}", indent="    ")


def _dependents(looked: Look) -> Iterator[str]:
    if looked.dependents:
        yield ""
        yield "Migrations of other apps name them:"
        for dependent in looked.dependents:
            yield from hanging(dependent, indent="  ")


def _item_as_json(item: InventoryItem) -> dict[str, Any]:
    return {
        "migration": str(item.migration),
        "operation": item.operation,
        "text": item.text,
        "file": str(item.file),
        "line": item.line,
        "kind": item.kind.value,
        "why": item.why,
    }


def shown(path: Path) -> str:
    """From the working directory where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
