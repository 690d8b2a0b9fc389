"""Which tables a schema should have: in a database of tenants each has some, and all share the rest.

Nobody writes down which are shared; where the tables of an app lie says it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from project.schema_audit.owners import Owner
from project.schema_audit.places import Places
from project.schema_audit.schema import Schema
from project.schema_audit.session import Session

_USUAL = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The live picture with every table under the name of the place that is its own.

    `ours` are the tables that the inspected schemas should have, `hidden` those that a stray copy hides from the
    search path, `copies` the live tables that are another schema's of the same name. Owners carry the schema where
    statements have to write it.
    """

    live: Schema
    owners: Mapping[str, Owner]
    ours: frozenset[str]
    hidden: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()


def placed(live: Schema, owners: Mapping[str, Owner], session: Session, others: Collection[str]) -> Placed:
    """Place the models' tables along the search path; `others` are further schemas that were asked for by name."""
    path = session.path
    if path == (_USUAL,) and not session.named and not live.elsewhere:
        return Placed(live=live, owners=owners, ours=frozenset(owners))
    apps = {name: owner.app for name, owner in owners.items() if owner.schema is None}
    places = Places(live, apps, path, others=frozenset(others) - {path[0]}, default_schema=session.default_schema)
    lost = frozenset(filter(places.is_lost, apps))
    moved = _without(live, lost, places)
    return Placed(
        live=moved,
        owners=_with_schemas(owners, lost, places) if writes_schemas(session) else owners,
        ours=frozenset(filter(places.is_of_first, apps)) if session.named else frozenset(owners),
        hidden=frozenset(filter(places.is_hidden, apps)),
        copies=frozenset(
            name for name, table in moved.tables.items() if name != table.relation and places.is_copy(table)
        ),
    )


def writes_schemas(session: Session) -> bool:
    """Whether statements name schemas: a plain session would not find the tables without."""
    return bool(session.named) or session.path[0] != _USUAL


def _without(live: Schema, lost: Collection[str], places: Places) -> Schema:
    """The picture without what is found in place of lost tables, and without what lies in schemas of other tenants."""
    tables = live.tables
    if lost:
        tables = {f"{table.schema}.{name}" if name in lost else name: table for name, table in live.tables.items()}
    elsewhere = {
        name: schemas
        for name, found in live.elsewhere.items()
        if (schemas := tuple(schema for schema in found if not places.is_tenant(name, schema)))
    }
    return replace(live, tables=tables, elsewhere=elsewhere)


def _with_schemas(owners: Mapping[str, Owner], lost: Collection[str], places: Places) -> dict[str, Owner]:
    """The owners with the schema that each table lies in, or should."""
    return {
        name: replace(owner, schema=places.of(name, lost=name in lost)) if owner.schema is None else owner
        for name, owner in owners.items()
    }
