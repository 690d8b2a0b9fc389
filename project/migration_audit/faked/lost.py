"""What of the recorded migrations is not in the database: plain values, and sentences about them."""

from dataclasses import dataclass

from project.findings import Severity
from project.migration_audit.faked.blame import Place
from project.migration_audit.state import MigrationKey


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One place where the database is not as an operation left it; `text` says how.

    Where the thing itself is not there, an operation that only changes it `follows` the migration that makes it: it is
    no proof by itself.
    """

    place: Place
    text: str
    severity: Severity
    follows: MigrationKey | None = None


@dataclass(frozen=True, kw_only=True)
class LostOperation:
    """One operation of a recorded migration, by its position in the file, with what shows that it is not there."""

    number: int
    text: str
    traces: tuple[Trace, ...]


@dataclass(frozen=True, kw_only=True)
class LostMigration:
    """The operations of one recorded migration that are not in the database, of `operations` that change the schema.

    `to_unfake` is the argument of `migrate --fake` that takes its row back and loses no other migration's row; empty
    where a recorded migration after it is in the database.
    """

    key: MigrationKey
    lost: tuple[LostOperation, ...]
    operations: int
    to_unfake: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it that can be looked for is there."""
        return len(self.lost) >= self.operations

    @property
    def severity(self) -> Severity:
        """An error where all of it is lost; else that of its gravest trace, a warning at least."""
        if self.is_whole:
            return Severity.ERROR
        found = [trace.severity for operation in self.lost for trace in operation.traces]
        gravest = min(found, key=lambda severity: severity.rank, default=Severity.WARNING)
        return Severity.ERROR if gravest is Severity.ERROR else Severity.WARNING
