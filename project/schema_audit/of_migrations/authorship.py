"""Which migration makes what: the operations of all migrations, by model, field and given name."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader

from project.findings import Finding
from project.schema_audit.of_migrations.flat import flat
from project.schema_audit.of_migrations.order import Key, in_order
from project.schema_audit.owners import Owner

# Details of a finding that a pending migration explains.
MIGRATE, DROPS = "migrate", "drops"


class Authorship:
    """Answers by whom a place was made, in the order of the graph; renamed models keep their history."""

    def __init__(self, loader: MigrationLoader) -> None:
        self._loader = loader
        self._touches = defaultdict[tuple[str, str], list[tuple[Key, Any]]](list)
        self.applied = frozenset(loader.applied_migrations)
        self.pending = [key for key in in_order(loader) if key not in self.applied]
        for key in in_order(loader):
            for operation in flat(loader.graph.nodes[key].operations, "state"):
                self._note(key, operation)

    def author(self, owner: Owner, finding: Finding) -> Key | None:
        """The last migration that makes or changes the place of the finding; else the one that made its model."""
        touches = self._touches.get((owner.app, owner.made_by.lower()), [])
        wanted = {name for name in (finding.field, owner.made_by_field, finding.object, finding.column) if name}
        named = [key for key, operation in touches if wanted & set(_names(operation))]
        creators = [key for key, operation in touches if isinstance(operation, ops.CreateModel)]
        return next(reversed(named or creators), None)

    def renames(self, owner: Owner) -> bool:
        """Whether some migration gives the table, or what it is called by, another name: keys keep theirs then."""
        touches = self._touches.get((owner.app, owner.made_by.lower()), [])
        return any(isinstance(one, ops.RenameModel | ops.AlterModelTable | ops.RenameField) for _, one in touches)

    def pending_of(self, app: str) -> list[Key]:
        """The migrations of an app that are not applied."""
        return [key for key in self.pending if key[0] == app]

    def to_migrate(self, app: str) -> Iterator[tuple[str, str]]:
        """Details of a finding: what to give to `migrate`, and which of what it applies drops columns or tables.

        It is always the last migration of the app: with an earlier one, after it, `migrate` would go backwards.
        """
        waiting = self.pending_of(app) or self.pending[-1:]
        if not waiting:
            return
        yield MIGRATE, " ".join(waiting[-1])
        plan = [key for key in self._loader.graph.forwards_plan(waiting[-1]) if key not in self.applied]
        if dropping := [".".join(key) for key in plan if self._drops(key)]:
            yield DROPS, ", ".join(dropping)

    def _drops(self, key: Key) -> bool:
        operations = self._loader.graph.nodes[key].operations
        inside = [one for held in operations for one in getattr(held, "database_operations", ())]
        return any(isinstance(one, ops.RemoveField | ops.DeleteModel) for one in (*operations, *inside))

    def _note(self, key: Key, operation: Any) -> None:
        if isinstance(operation, ops.RenameModel):
            history = self._touches.pop((key[0], operation.old_name.lower()), [])
            self._touches[key[0], operation.new_name.lower()] = [*history, (key, operation)]
        elif model := getattr(operation, "model_name", None) or getattr(operation, "name", None):
            self._touches[key[0], str(model).lower()].append((key, operation))


def _names(operation: Any) -> Iterator[str]:
    """Every field, index and constraint that an operation names."""
    for attribute in ("name", "old_name", "new_name"):
        if name := getattr(operation, attribute, None):
            yield name
    for name, _ in getattr(operation, "fields", ()) or ():
        yield name
    for attribute in ("index", "constraint"):
        if made := getattr(operation, attribute, None):
            yield made.name
            yield from getattr(made, "fields", ())
    for kind in ("indexes", "constraints"):
        yield from (made.name for made in (getattr(operation, "options", None) or {}).get(kind, ()))
    for together in getattr(operation, "option_value", None) or ():
        yield from together
