"""Builds the expected sides for the file of a release: what the models make, and what all migrations make."""

from dataclasses import dataclass
from pathlib import Path

from project.schema_audit.building import artefact
from project.schema_audit.building.ladder import climb
from project.schema_audit.building.making import ScratchUnavailableError
from project.schema_audit.building.wanted import Wanted, wanted
from project.schema_audit.of_migrations.files import migration_files
from project.schema_audit.owners import ModelClass, managed_models
from project.schema_audit.reading.snapshot import Rows
from project.schema_audit.session import Session, open_session


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """What the file holds: how many tables of the models, for which major version of the server."""

    tables: int
    server: int


def ship(using: str, file: Path) -> Shipped:
    """Write the file for the alias; ScratchUnavailableError where the whole can't be built, OSError for the file."""
    with open_session(using) as session:
        models = wanted(session, managed_models(using), migration_files(), None)
        sides = {side.code: side for side in (models, *_migrated(session))}
        pictures = {code: _picture(session, side) for code, side in sides.items()}
        artefact.write(file, pictures, session)
        return Shipped(tables=len(models.ddl.tables), server=session.server_version // 10_000)


def _migrated(session: Session) -> list[Wanted]:
    """What all migrations make: the side that tells the causes. None where their graph is broken."""
    loader = migration_files()
    if loader is None:
        return []
    models: list[ModelClass] = managed_models(session.alias, loader.project_state().apps)
    return [wanted(session, models, loader, None)]


def _picture(session: Session, side: Wanted) -> Rows:
    built, _ = climb(session, side.ddl, side.own)
    if failures := (*side.ddl.failures, *built.failures):
        refused = ", ".join(f"{failure.step} ({failure.error})" for failure in failures)
        raise ScratchUnavailableError(f"these tables can't be built: {refused}")
    return built.rows
