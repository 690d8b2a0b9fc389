"""Reads which operations of recorded migrations are not in the database; writes nothing."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.migrations.loader import MigrationLoader

from project.findings import Cause, Finding
from project.migration_audit.faked.blame import Place
from project.migration_audit.faked.dropped import dropped_indexes, is_dropped
from project.migration_audit.faked.gather import gathered
from project.migration_audit.faked.history import Histories, ModelKey, Step, histories
from project.migration_audit.faked.look import Look, difference, is_structure, place_of
from project.migration_audit.faked.lost import LostMigration, Trace
from project.migration_audit.faked.own_views import missing_views
from project.migration_audit.faked.own_work import own_work
from project.migration_audit.faked.recorded import recorded_history, recorded_migrations
from project.migration_audit.faked.sides import against_models, against_recorded
from project.migration_audit.faked.trace import names_of, trace
from project.migration_audit.state import MigrationKey
from project.schema_audit.building.making import ScratchUnavailableError
from project.schema_audit.detect import detect
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.of_migrations.files import load_migrations
from project.schema_audit.of_migrations.left_behind import left_by_django, made_by_migration, own_texts
from project.schema_audit.session import open_session

_NOT_VALID = "constraint_not_valid"  # no model says so, but an operation of django.contrib.postgres
_VIEW = "view_differs"
Steps = list[tuple[Step, Trace]]


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What is lost, and what could not be looked at, in one sentence each."""

    lost: Mapping[MigrationKey, LostMigration]
    problems: tuple[str, ...] = ()


def read_lost(using: str, *, unsettled: Collection[str], on_step: Callable[[str], None]) -> Proof:
    """Compare the live schema with the recorded history, on an alias that is PostgreSQL.

    `unsettled` are the apps whose models are not what their recorded migrations say. Elsewhere a place where the
    database is as the models want it is no loss: there it is Django that tells models and migrations apart.
    """
    with open_session(using) as session:
        loader = load_migrations(using)
        keys = recorded_history(loader)
        try:
            comparison = against_recorded(session, loader, keys)
        except ScratchUnavailableError as reason:
            return Proof(lost={}, problems=(str(reason),))
        unbuilt = tuple(f"{table}: {reason}" for table, reason in sorted(comparison.unknown.items()))
        look = Look(session=session, loader=loader, applied=comparison)
        drift, views = _drift(look), missing_views(session, loader, keys)
        if not (drift or views or look.unclaimed):
            return Proof(lost={}, problems=unbuilt)
        found = histories(loader, keys, loader.migrated_apps)
        findings = _open_findings(look, drift, found, unsettled)
        if not (findings or views or look.unclaimed):
            return Proof(lost={}, problems=unbuilt)
        steps, failures = _followed(look, found, findings, on_step)
        steps += views
        steps += _by_own_work(loader, keys, findings, explained={one.place for _, one in steps})
        return Proof(lost=_lost(loader, found, keys, steps), problems=(*unbuilt, *failures))


def _drift(look: Look) -> list[Finding]:
    """Where the database is not as the recorded migrations leave it, by no work of theirs."""
    findings = [one for one in detect(look.applied) if is_structure(one) or one.code == _NOT_VALID]
    # Views that are not there are looked for by their names, whether they could be compared or not.
    findings = [one for one in findings if one.code != _VIEW or one.actual is not None]
    if not findings:
        return []
    texts = own_texts(look.loader)
    return [one.with_cause(Cause.DRIFT) for one in findings if not made_by_migration(one, texts)]


def _open_findings(look: Look, drift: Sequence[Finding], found: Histories, unsettled: Collection[str]) -> list[Finding]:
    """What of it is no artefact, and no more than Django would write anyway."""
    names = {index.name for table in look.applied.expected.tables.values() for index in table.indexes}
    dropped = dropped_indexes(look, found)
    findings = [one for one in drift if not left_by_django(one, names) or is_dropped(one, look, dropped)]
    if all(one.app in unsettled for one in findings):
        return findings
    of_models = {place_of(one) for one in detect(against_models(look.session, look.applied))}
    # Of views no model says anything.
    return [one for one in findings if one.app in unsettled or one.code == _VIEW or place_of(one) in of_models]


def _followed(
    look: Look, found: Histories, findings: Sequence[Finding], on_step: Callable[[str], None]
) -> tuple[Steps, list[str]]:
    steps: Steps = []
    failures = []
    wanted = {place_of(finding) for finding in findings}
    for model in _suspects(look, found, findings):
        name = ".".join(model)
        on_step(f"following {name} through its migrations")
        outcome = guarded(name, partial(_listed, look, found, model, wanted))
        if isinstance(outcome, Failure):
            failures.append(f"{outcome.step}: {outcome.error}")
        else:
            steps += outcome
    return steps, failures


def _listed(look: Look, found: Histories, model: ModelKey, wanted: Collection[Place]) -> Steps:
    return list(trace(look, found[model], wanted))


def _suspects(look: Look, found: Histories, findings: Sequence[Finding]) -> Iterator[ModelKey]:
    """The models whose tables differ, and those that ever had a table which nobody has a right to any more."""
    owners = look.applied.owners
    differing = {(owner.app, owner.made_by.lower()) for one in findings if (owner := owners.get(one.table or ""))}
    for model, versions in found.items():
        if model in differing or look.unclaimed & names_of(look, versions):
            yield model


def _by_own_work(
    loader: MigrationLoader, keys: Sequence[MigrationKey], findings: Sequence[Finding], explained: Collection[Place]
) -> Steps:
    """What no model's history explains, at the operation whose own SQL names it."""
    steps = []
    for finding in findings:
        place, told = place_of(finding), difference(finding)
        if place in explained or told.is_leftover:
            continue
        if step := own_work(loader, keys, place):
            steps.append((step, Trace(place=place, text=told.text, severity=told.severity)))
    return steps


def _lost(
    loader: MigrationLoader, found: Histories, keys: Sequence[MigrationKey], steps: Steps
) -> dict[MigrationKey, LostMigration]:
    traces: defaultdict[tuple[MigrationKey, int], list[Trace]] = defaultdict(list)
    for step, one in steps:
        traces[step.key, step.number].append(one)
    return gathered(recorded_migrations(loader, found, keys, own={(s.key, s.number) for s, _ in steps}), traces)
