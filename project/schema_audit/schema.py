"""One picture of a PostgreSQL schema: what both sides of the comparison are, as plain frozen values.

Definitions are PostgreSQL's own words, printed the same way for both sides and without names of schemas that are
inspected. Nothing here knows Django, a connection or a clock.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of constraints, by PostgreSQL's own letter."""

    PRIMARY_KEY = "p"
    UNIQUE = "u"
    FOREIGN_KEY = "f"
    CHECK = "c"
    EXCLUSION = "x"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `default` is the expression of a generated column too, and `own sequence` stands for its nextval."""

    name: str
    type: str
    base_type: str
    not_null: bool
    default: str | None = None
    identity: str = ""
    generated: str = ""
    collation: str | None = None
    comment: str | None = None


SCHEMA_USAGE = "USAGE of its schema"
OWN_SEQUENCE = "nextval(own sequence)"
_STORAGE = re.compile(r" WITH \(\w+=[^)]*\)")
_OF_A_TOOL = re.compile(r' EXECUTE FUNCTION ("[^"]+"|\w+)\.')


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a foreign key points at and how it follows changes there."""

    table: str
    columns: tuple[str, ...]
    on_delete: str
    on_update: str
    match: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One constraint of a table; `definition` says neither its name nor whether it is validated."""

    name: str
    kind: Kind
    definition: str
    columns: tuple[str, ...]
    deferrable: bool = False
    deferred: bool = False
    validated: bool = True
    enforced: bool = True
    triggers_off: bool = False
    target: Target | None = None

    @property
    def structure(self) -> str:
        """The definition without storage parameters, which say how and not what."""
        return _STORAGE.sub("", self.definition) if " WITH (" in self.definition else self.definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One index that no constraint stands on; `definition` starts with its method, `columns` names all it reads."""

    name: str
    definition: str
    columns: tuple[str, ...]
    unique: bool = False
    valid: bool = True
    plain: bool = True

    @property
    def structure(self) -> str:
        """The definition without storage parameters, which say how and not what."""
        return _STORAGE.sub("", self.definition) if " WITH (" in self.definition else self.definition

    @property
    def storage(self) -> str:
        """The storage parameters; empty where it has none of its own."""
        return "".join(_STORAGE.findall(self.definition)).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """One sequence; `column` is the one that owns it."""

    name: str
    schema: str
    type: str
    start: int
    increment: int
    minimum: int
    maximum: int
    cycle: bool
    table: str | None = None
    column: str | None = None
    identity: bool = False
    usable: bool = True
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyUse:
    """How far a numbered column is: its highest value, and where its sequence stands.

    `last_value` is the next value itself as long as the sequence is not yet `called`.
    """

    highest: int | None
    last_value: int
    called: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One trigger of a table that no constraint made, or a rule by which a write does something else instead."""

    name: str
    definition: str
    enabled: bool

    @property
    def is_rule(self) -> bool:
        """A rule, which is dropped by another word."""
        return self.definition.startswith("CREATE RULE ")

    @property
    def interferes(self) -> bool:
        """Whether it comes before the write, which it may change, refuse or leave out; one afterwards only watches.

        Tools that put triggers on tables keep their functions in a schema of their own.
        """
        before = self.unnamed.startswith(" BEFORE ") and not _OF_A_TOOL.search(self.definition)
        return self.is_rule or before

    @property
    def unnamed(self) -> str:
        """What it does, whatever it is called."""
        written = self.name.replace('"', '""')
        told = self.definition.removeprefix("CREATE TRIGGER ")
        return told.removeprefix(f'"{written}"').removeprefix(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumType:
    """An enum with its values in their order."""

    name: str
    schema: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A domain; `checks` maps names to definitions."""

    name: str
    schema: str
    base: str
    not_null: bool
    default: str | None
    checks: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function, procedure or view: what makes it what it is in `definition`, what makes it at all in `statement`."""

    name: str
    definition: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One relation with everything on it; `name` is bare in the default schema, else `schema.table`.

    `denied` is what the role may not do, `parents` what it inherits from, `partition_of` schema, name, bounds there.
    """

    name: str
    schema: str
    relation: str
    kind: str = "r"
    persistence: str = "p"
    comment: str | None = None
    row_security: bool = False
    forced_row_security: bool = False
    row_security_applies: bool = False
    denied: tuple[str, ...] = ()
    estimated_rows: int = 0
    holds_rows: bool = False
    partition_key: str | None = None
    parents: tuple[str, ...] = ()
    partition_of: tuple[str, str, str] | None = None
    columns: Mapping[str, Column] = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    indexes: tuple[Index, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    sequences: Mapping[str, Sequence] = field(default_factory=dict)

    def of_kind(self, kind: Kind) -> tuple[Constraint, ...]:
        """Its constraints of one kind."""
        return tuple(constraint for constraint in self.constraints if constraint.kind is kind)

    def shares_contents(self, other: "Table") -> bool:
        """Whether both were read as the same, so that they hold the very same values."""
        return self.columns is other.columns

    @property
    def is_table(self) -> bool:
        """An ordinary or a partitioned table, not a view or a foreign table."""
        return self.kind in ("r", "p")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Everything in the inspected schemas; `elsewhere` tells in which others a looked-for table lies.

    `views` are those alone that some migration makes. `keys` holds the use of numbered columns by table and column,
    where it was read. `skipped_triggers` is None unless the role's sessions skip all of them: then it has the
    statements that end that.
    """

    default_schema: str
    tables: Mapping[str, Table] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    enums: Mapping[str, EnumType] = field(default_factory=dict)
    domains: Mapping[str, Domain] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    views: Mapping[str, Function] = field(default_factory=dict)
    extensions: frozenset[str] = frozenset()
    loose_sequences: tuple[Sequence, ...] = ()
    keys: Mapping[tuple[str, str], KeyUse] = field(default_factory=dict)
    skipped_triggers: tuple[str, ...] | None = None
