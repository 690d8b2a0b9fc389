"""Takes both pictures in one transaction and pairs them."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps

from project.schema_audit.building.expected import Expected, expected_schema
from project.schema_audit.building.making import ScratchUnavailableError
from project.schema_audit.key_use import read_key_use
from project.schema_audit.matching import Comparison, compare
from project.schema_audit.of_migrations.files import migration_files
from project.schema_audit.of_migrations.own_objects import OwnObject, unchecked
from project.schema_audit.owners import Owner, known_tables, managed_models, owners_by_table
from project.schema_audit.placing import Placed, placed
from project.schema_audit.reading.assemble import alike, assemble
from project.schema_audit.reading.live_views import live_views
from project.schema_audit.reading.snapshot import Rows, in_full, read_texts
from project.schema_audit.reread import settled
from project.schema_audit.schema import Schema, Table
from project.schema_audit.session import Session
from project.schema_audit.typed_names import check_names
from project.uncollected import uncollected


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Both sides, paired; without a comparison `unavailable` says why the expected side is missing."""

    live: Schema
    models: int
    comparison: Comparison | None = None
    unavailable: str = ""
    expected_from: str = "nowhere"
    not_checked: Sequence[str] = ()
    select_seconds: float = 0.0
    assemble_seconds: float = 0.0
    expected_seconds: float = 0.0
    compare_seconds: float = 0.0

    def fields_by_table(self) -> dict[str, int]:
        """How many columns are expected in each compared table."""
        compared = self.comparison
        if compared is None:
            return {}
        return {
            name: len(compared.expected.tables[name].columns)
            for name in compared.names
            if name in compared.expected.tables
        }

    def stats(self) -> dict[str, Any]:
        """What was looked at and how long it took."""
        sizes = self.fields_by_table()
        return {
            "tables_live": len(self.live.tables),
            "tables_expected": len(sizes),
            "models": self.models,
            "fields": sum(sizes.values()),
            "expected_from": self.expected_from,
            "not_checked": list(self.not_checked),
            "select_seconds": round(self.select_seconds, 4),
            "assemble_seconds": round(self.assemble_seconds, 4),
            "expected_seconds": round(self.expected_seconds, 4),
        }


def take_pictures(
    session: Session,
    *,
    app_labels: Collection[str] | None,
    tables: Collection[str] | None,
    others: Collection[str] = (),
    on_step: Callable[[str], None],
) -> Pictures:
    """Read the database, then what the models make; see `audit` for the arguments."""
    models = managed_models(session.alias)
    everyone = owners_by_table(models, session.path[0], session.connection)
    names = _narrowed(everyone, app_labels, tables)
    on_step("reading the database")
    started = time.monotonic()
    with uncollected():
        rows = _live_rows(session, everyone)
    selected = time.monotonic()
    on_step("working out what the code expects")
    try:
        expected = expected_schema(session, models, migration_files())
    except ScratchUnavailableError as error:
        return Pictures(live=assemble(rows), models=len(models), unavailable=str(error))
    described = time.monotonic()
    with uncollected():
        found = _live(session, rows, expected, everyone)
    place = placed(found, everyone, session, others)
    names = names & place.ours
    labels = {everyone[name].app for name in names}
    own = [one for one in expected.own if one.key[0] in labels]
    live = _with_use(session, place.live, names)
    seen = live_views(session, expected.schema.views)
    live, expected = replace(live, views=seen or {}), expected if seen is not None else expected.without_views()
    read = time.monotonic()
    if session.may_make_temporary and not session.read_only:
        live = settled(session, live, expected.schema)
    with uncollected():
        comparison = _paired(session, live, expected, place, own=own, names=names)
    return Pictures(
        live=live,
        models=len(models),
        comparison=comparison,
        expected_from=expected.origin,
        not_checked=unchecked(own, expected.schema),
        select_seconds=selected - started,
        assemble_seconds=read - described,
        expected_seconds=described - selected,
        compare_seconds=time.monotonic() - read,
    )


def _live_rows(session: Session, owners: Mapping[str, Owner]) -> Rows:
    beside = session.beside(owner.schema for owner in owners.values())
    wanted = [owner.relation for owner in owners.values()]
    return read_texts(session.cursor, session.path, beside=beside, wanted=wanted)


def _live(session: Session, rows: Rows, expected: Expected, owners: Mapping[str, Owner]) -> Schema:
    """The live picture, read in full where it isn't as expected."""
    same, made = alike(rows, expected.picture, owners), expected.picture.schema
    objects = bool(made.enums or made.domains or made.functions)
    return assemble(in_full(session.cursor, rows, but=same, objects=objects), alike=same)


def _with_use(session: Session, live: Schema, names: Collection[str]) -> Schema:
    """The picture with how far keys are, with the extensions, and with what sessions skip."""
    extensions = frozenset(one.split()[0] for one in session.extensions)
    use = read_key_use(session, live, names)
    return replace(live, keys=use, skipped_triggers=session.skipped_triggers, extensions=extensions)


def _paired(
    session: Session,
    live: Schema,
    expected: Expected,
    place: Placed,
    *,
    own: Collection[OwnObject],
    names: frozenset[str],
) -> Comparison:
    whole = names == place.owners.keys()
    comparison = compare(
        live,
        expected.schema if whole and not session.named else _of_apps(expected, own),
        place.owners,
        known=known_tables(apps, session.path[0]) | frozenset(place.owners) | place.copies,
        unknown={table: reason for table, reason in expected.failures.items() if table in names},
        hidden=place.hidden,
        only=names,
    )
    if whole:
        return comparison
    return replace(comparison, extra=_extra(comparison, session.named) if names == place.ours else {})


def _of_apps(expected: Expected, own: Collection[OwnObject]) -> Schema:
    """Without the types and functions that migrations of other apps make: they are in the schema of those."""
    names, schema = {one.name for one in own}, expected.schema
    return replace(
        schema,
        enums={name: one for name, one in schema.enums.items() if name.strip('"') in names},
        domains={name: one for name, one in schema.domains.items() if name.strip('"') in names},
        extensions=schema.extensions & names,
        views={name: one for name, one in schema.views.items() if name in names},
        functions={name: one for name, one in schema.functions.items() if name.partition("(")[0].strip('"') in names},
    )


def _extra(comparison: Comparison, schema: str) -> Mapping[str, Table]:
    """The leftovers of a schema asked for by name, without those of what else is searched."""
    return {name: table for name, table in comparison.extra.items() if table.schema == schema}


def _narrowed(
    owners: Mapping[str, Owner], app_labels: Collection[str] | None, tables: Collection[str] | None
) -> frozenset[str]:
    check_names("app", app_labels or (), {config.label for config in apps.get_app_configs()})
    check_names("table", tables or (), owners)
    return frozenset(
        name
        for name, owner in owners.items()
        if (not app_labels or owner.app in app_labels) and (not tables or name in tables)
    )
