"""The plan of every night and every minute, as data; `manage.py install_schedule` writes it into beat's tables.

Operators change times and switch entries off in the admin; what stands here is only what a new database gets.
Entries go by their names: one that is renamed or taken out here stays in databases that have it, until somebody
deletes it there.
"""

from dataclasses import dataclass
from datetime import timedelta

from project.runs.models import Kind

START = "workers.housekeeping.start_scheduled"


@dataclass(frozen=True, kw_only=True)
class Nightly:
    """A run of one kind at a time of day, in TIME_ZONE.

    A tick nobody answered is caught up within `catch_up`; later it becomes a run that did not run.
    """

    name: str
    kind: Kind
    hour: int
    minute: int
    catch_up: timedelta


@dataclass(frozen=True, kw_only=True)
class Often:
    """A housekeeping task; a message older than the interval is worthless and expires."""

    name: str
    task: str
    every: timedelta


@dataclass(frozen=True, kw_only=True)
class Daily:
    """A housekeeping task at a time of day, in TIME_ZONE."""

    name: str
    task: str
    hour: int
    minute: int


# In the order in which a night is told: unapplied migrations explain most differences of the structure.
NIGHTLY = (
    Nightly(name="Migrations", kind=Kind.MIGRATION_AUDIT, hour=0, minute=30, catch_up=timedelta(hours=20)),
    Nightly(name="Database structure", kind=Kind.SCHEMA_AUDIT, hour=0, minute=30, catch_up=timedelta(hours=20)),
    Nightly(name="GE sync", kind=Kind.GE_SYNC, hour=1, minute=0, catch_up=timedelta(hours=20)),
)
OFTEN = (
    Often(name="Sweep", task="workers.housekeeping.sweep", every=timedelta(seconds=30)),
    Often(name="Look for a new release", task="workers.deploys.check_release", every=timedelta(minutes=1)),
)
DAILY = (Daily(name="Forget old runs", task="workers.housekeeping.forget_old_runs", hour=3, minute=30),)
