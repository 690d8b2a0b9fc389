"""What the code says the schema is, as PostgreSQL describes it: from the cache, built, or from a release's file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.migrations.loader import MigrationLoader

from project.schema_audit.building import artefact, cache
from project.schema_audit.building.ladder import climb
from project.schema_audit.building.making import ScratchUnavailableError
from project.schema_audit.building.wanted import Wanted, wanted
from project.schema_audit.guard import Failure
from project.schema_audit.of_migrations.order import Key
from project.schema_audit.of_migrations.own_objects import OwnObject
from project.schema_audit.owners import ModelClass
from project.schema_audit.reading.assemble import Picture, assemble_expected
from project.schema_audit.reading.snapshot import Rows
from project.schema_audit.schema import Function, Schema
from project.schema_audit.session import Session
from project.uncollected import uncollected

_pictures: dict[str, Picture] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One expected side; `origin` says how it was come by, `failures` which tables could not be built and why.

    `own` is what migrations make by themselves, whether it could be made here or not.
    """

    picture: Picture
    origin: str
    failures: Mapping[str, str]
    own: tuple[OwnObject, ...] = ()

    @property
    def schema(self) -> Schema:
        """The picture's schema, with the extensions and the views of migrations."""
        extensions = frozenset(one.name for one in self.own if one.kind == "extension")
        return replace(self.picture.schema, extensions=extensions, views=self._views())

    def without_views(self) -> "Expected":
        """The same where nothing can be said of views."""
        return replace(self, own=tuple(one for one in self.own if not one.kind.endswith("view")))

    def _views(self) -> dict[str, Function]:
        """Those that were made here (a materialized one as a plain one), each with the statement of its migration."""
        made = self.picture.schema.views
        return {
            one.name: replace(made[one.name], statement=one.statement)
            for one in self.own
            if one.name in made and one.kind.endswith("view")
        }


def expected_schema(
    session: Session, models: list[ModelClass], loader: MigrationLoader | None, keys: Collection[Key] | None = None
) -> Expected:
    """The schema that the models make on this server, with what migrations make by SQL of their own.

    `keys` names the migrations to take that from; None for all. Without a loader only the models count.

    Raises `ScratchUnavailableError` where it is neither cached nor can be built, and no file has it.
    """
    code = wanted(session, models, loader, keys)
    return replace(_of(session, code), own=code.own.objects)


def _of(session: Session, code: Wanted) -> Expected:
    key = cache.cache_key(code.code, session)
    if key in _pictures:
        return _expected(_pictures[key], "memory", code.failures)
    if picture := _cached(key, code):
        _pictures[key] = picture
        return _expected(picture, "cache", code.failures)
    rows, origin, failures = _built_or_shipped(session, code)
    picture = assemble_expected(rows, code.scratch_names)
    if failures == code.failures:
        _pictures[key] = picture
        cache.store(key, rows)
    return _expected(picture, origin, failures)


def _cached(key: str, code: Wanted) -> Picture | None:
    with uncollected():
        rows = cache.load(key)
        return assemble_expected(rows, code.scratch_names) if rows else None


def _built_or_shipped(session: Session, code: Wanted) -> tuple[Rows, str, tuple[Failure, ...]]:
    try:
        built, origin = climb(session, code.ddl, code.own)
        return built.rows, origin, (*code.ddl.failures, *built.failures)
    except ScratchUnavailableError as refused:
        try:
            return artefact.read(code.code, session), "file", code.failures
        except ScratchUnavailableError as absent:
            raise ScratchUnavailableError(f"{refused}; {absent}") from None


def _expected(picture: Picture, origin: str, failures: tuple[Failure, ...]) -> Expected:
    return Expected(picture=picture, origin=origin, failures={failure.step: failure.error for failure in failures})
