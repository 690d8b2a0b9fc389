"""The new chain from the models, with what no model makes again carried over."""

from collections.abc import Iterator, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from project.findings import Finding
from project.migration_audit.rebuild.chain import Mode, NewChain, NewFile, RefusedError
from project.migration_audit.rebuild.generation.carrying import Carried, Decided, decide
from project.migration_audit.rebuild.generation.copied_code import CodeText, CopiedCode
from project.migration_audit.rebuild.generation.dependencies import Links
from project.migration_audit.rebuild.generation.file_names import new_keys, numbered
from project.migration_audit.rebuild.generation.layout import Draft, drafts
from project.migration_audit.rebuild.generation.migration_text import migration_text
from project.migration_audit.rebuild.generation.old_chain import OldChain, key_of
from project.migration_audit.rebuild.generation.refusals import cannot_be_carried, cannot_be_written, in_a_circle
from project.migration_audit.rebuild.generation.schema import Piece, schema_pieces
from project.migration_audit.rebuild.generation.source_code import NotCopiableError
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.kinds import changes_models
from project.migration_audit.state import MigrationKey


def chain_from_models(old: OldChain, items: Sequence[InventoryItem], target: ProjectState, *, today: date) -> NewChain:
    """`target` is what the chain has to end in: the models."""
    decided = decide(old, items, target)
    pieces = schema_pieces(target, _spare_files(old))
    try:
        return _written(old, decided, pieces, drafts(old, pieces, decided.carried, strict=True), today)
    except CycleError:
        planned = drafts(old, pieces, decided.carried, strict=False)
    try:
        return _written(old, decided, pieces, planned, today)
    except CycleError as error:
        raise RefusedError(in_a_circle(sorted({planned[place].app for place in error.args[1]}))) from error


def _written(
    old: OldChain, decided: Decided, pieces: Sequence[Piece], planned: Sequence[Draft], today: date
) -> NewChain:
    """The files of the drafts; CycleError where they wait for one another."""
    keys = new_keys(numbered([draft.app for draft in planned]), today=today, taken=[file.key for file in old.files])
    links = Links(old, pieces, planned, keys)
    writer = _Writer(old, pieces, today)
    files = []
    for place, draft in enumerate(planned):
        try:
            files.append(writer.file(draft, keys[place], links.depends_on(place), links.runs_before(place)))
        except ValueError as error:  # Django's own writer: something that has no text
            writer.refused.append(cannot_be_written(draft.app, str(error).splitlines()[0]))
    if writer.refused:
        raise RefusedError(*writer.refused)
    needs = {place: links.needs(place) for place in range(len(planned))}
    return NewChain(
        mode=Mode.FROM_MODELS,
        files=tuple(files[place] for place in TopologicalSorter(needs).static_order()),
        removed=old.files,
        carried=tuple(dict.fromkeys(carried.item for carried in decided.carried)),
        left_out=decided.left_out,
        notes=tuple(_unnoticed(old, planned)),
    )


def _unnoticed(old: OldChain, planned: Sequence[Draft]) -> Iterator[str]:
    """Apps of which Django would not see that a server is half way along the old chain."""
    for app in old.chosen:
        changing = [key_of(migration) for migration in old.of_app(app) if changes_models(migration)]
        if changing and not any({changing[0], changing[-1]} <= set(draft.old) for draft in planned):
            yield (
                f"{app}: migrate every server to {changing[-1].name} before it gets the new files; Django alone "
                "would not notice one that stopped earlier."
            )


def _spare_files(old: OldChain) -> dict[str, int]:
    """How many old files each app has, the apps in the order in which the old chain came to them."""
    counts: dict[str, int] = {}
    for migration in old.migrations:
        if migration.app_label in old.chosen:
            counts[migration.app_label] = counts.get(migration.app_label, 0) + 1
    return counts


class _Writer:
    """Writes drafts; gathers what can't be written."""

    def __init__(self, old: OldChain, pieces: Sequence[Piece], today: date) -> None:
        self.refused: list[Finding] = []
        self._pieces = pieces
        self._today = today
        self._migrations = {(m.app_label, m.name): m for m in old.migrations}
        self._names = old.names
        self._gone = old.modules

    def file(
        self,
        draft: Draft,
        key: MigrationKey,
        dependencies: Sequence[tuple[str, str]],
        run_before: Sequence[tuple[str, str]],
    ) -> NewFile:
        code = CopiedCode(self._gone)
        schema = self._pieces[draft.piece].operations if draft.piece is not None else ()
        first = self._adopted([c for c in draft.carried if c.first], code)
        late = self._adopted([c for c in draft.carried if not c.first], code)
        replaces = [name for old in draft.old for name in self._names[old]]
        text = migration_text(
            key,
            [*first, *schema, *late],
            today=self._today,
            initial=draft.piece is not None,
            atomic=all(self._migrations[one.item.migration].atomic for one in draft.carried if not one.first),
            replaces=replaces,
            dependencies=dependencies,
            run_before=run_before,
            code=self._text(code, draft),
        )
        return NewFile(app=key.app, name=key.name, path=f"{key.name}.py", text=text, replaces=tuple(replaces))

    def _adopted(self, carried: Sequence[Carried], code: CopiedCode) -> list[Operation]:
        adopted = []
        for one in carried:
            try:
                adopted.append(code.adopt(one.operation))
            except NotCopiableError as error:
                self.refused.append(cannot_be_carried(one.item, str(error)))
        return adopted

    def _text(self, code: CopiedCode, draft: Draft) -> CodeText:
        try:
            return code.text()
        except NotCopiableError as error:
            item = next(carried.item for carried in draft.carried if not carried.first)
            self.refused.append(cannot_be_carried(item, str(error)))
            return CodeText(imports=(), body="")
