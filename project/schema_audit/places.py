"""Where the models' tables lie along the search path and beside it, and where those of their app do."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from project.schema_audit.schema import Schema, Table


class Places:
    """Answers for tables by their bare name; `apps` tells whose each is, of those without a schema of their own."""

    def __init__(
        self,
        live: Schema,
        apps: Mapping[str, str],
        path: tuple[str, ...],
        *,
        others: frozenset[str] = frozenset(),
        default_schema: str = "",
    ) -> None:
        self._apps = apps
        self._path = path
        self._others = others
        self._is_default = path[0] == default_schema
        self._names = defaultdict[str, set[str]](set)
        for name, app in apps.items():
            self._names[app].add(name)
        self._holds = self._holdings(live)
        self._rooms = self._with_several_tables()
        self._homes = {app: self._home(names) for app, names in self._names.items()}

    def of(self, name: str, *, lost: bool) -> str:
        """The schema that the table is in, or should be."""
        return (None if lost else self._first(name)) or self._homes[self._apps[name]] or self._path[0]

    def is_of_first(self, name: str) -> bool:
        """Whether the first schema of the path has the table, or should."""
        return self._path[0] in (self._homes[self._apps[name]], self._first(name))

    def is_hidden(self, name: str) -> bool:
        """Whether a stray copy stands before the table."""
        home = self._homes[self._apps[name]]
        return name in self._holds[home] and self._first(name) != home

    def is_lost(self, name: str) -> bool:
        """Whether the path leads to another schema's table in place of the one that should be there."""
        home, found = self._homes[self._apps[name]], self._first(name)
        if not home or found is None or name in self._holds[home]:
            return False
        siblings = self._names[self._apps[name]]
        there = siblings & self._holds[home]
        further = self._path.index(found) > self._path.index(home)
        return further and bool(not there or there & self._holds[found])

    def is_copy(self, table: Table) -> bool:
        """Whether it has the name of a model's table, in a schema where such tables live, or others have copies too."""
        if table.relation not in self._apps:
            return False
        home = self._homes[self._apps[table.relation]]
        beside = (self._holds[table.schema] & self._holds[home]) - {table.relation}
        return table.schema in self._rooms or table.schema == home or bool(beside)

    def is_tenant(self, name: str, schema: str) -> bool:
        """Whether a schema beside the path has what the table's own has: its tables are not ours to move."""
        home = self._homes[self._apps[name]] if name in self._apps else ""
        return bool(self._holds[schema] & self._holds[home])

    def _holdings(self, live: Schema) -> dict[str, set[str]]:
        holds = defaultdict[str, set[str]](set)
        for table in live.tables.values():
            if table.relation in self._apps:
                holds[table.schema].add(table.relation)
        for name in self._apps.keys() & live.elsewhere.keys():
            for schema in live.elsewhere[name]:
                holds[schema].add(name)
        return holds

    def _first(self, name: str) -> str | None:
        """The first schema along the path that has the table."""
        return next((schema for schema in self._path if name in self._holds[schema]), None)

    def _found(self, names: Iterable[str]) -> Counter[str]:
        """How many of the tables each schema of the path has first."""
        return Counter(first for name in names if (first := self._first(name)))

    def _fullest(self, found: Counter[str], names: Collection[str]) -> str:
        """The schema with most of the tables first; of two the one that has most at all, the first along the path."""
        return max(self._path, key=lambda schema: (found[schema], len(self._holds[schema].intersection(names))))

    def _with_several_tables(self) -> set[str]:
        """The schemas in which apps of several tables live; where there is no such app, the fullest one."""
        several = [(found, names) for names in self._names.values() if (found := self._found(names)).total() > 1]
        return {self._fullest(found, names) for found, names in several} or {
            self._fullest(self._found(self._apps), self._apps.keys())
        }

    def _home(self, names: set[str]) -> str:
        """The schema in which an app's tables should be; empty where they are another asked-for schema's alone."""
        found, first = self._found(names), self._path[0]
        if not found:
            theirs = any(names & self._holds[other] and not self._is_like(other) for other in self._others)
            return "" if theirs else first
        if self._is_every_tenants(names):
            return first
        if found.total() > 1:
            return self._fullest(found, names)
        holding = [schema for schema in self._path if names & self._holds[schema]]
        return next((schema for schema in holding if schema in self._rooms), holding[0])

    def _is_every_tenants(self, names: set[str]) -> bool:
        """Whether schemas beside the path that are like the first have such tables, and the first has none."""
        first = self._path[0]
        if names & self._holds[first] or not self._holds[first]:
            return False
        beside = [schema for schema, held in self._holds.items() if schema not in self._path and names & held]
        return any(self._is_like(schema) for schema in beside)

    def _is_like(self, schema: str) -> bool:
        """Whether a schema has all apps of the first one, which for the role's own is to say: not many more."""
        here, there = ({self._apps[name] for name in self._holds[one]} for one in (self._path[0], schema))
        return here - {"migrations"} <= there and (not self._is_default or 2 * len(here) > len(there))
