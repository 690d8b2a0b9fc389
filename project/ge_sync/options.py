"""What a run was asked to do, as its row holds it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from project.runs.models import Run


class Mode(StrEnum):
    """Which parts of a sync run."""

    FULL = "full"
    DATA_ONLY = "data_only"
    STRUCTURE_ONLY = "structure_only"


@dataclass(frozen=True, kw_only=True)
class Options:
    """`force` fetches and compares everything again; it still writes only what differs.

    `limit`: so many licences at most. `since`: instead of the watermark. `approve`: the run whose plan is released.
    """

    mode: Mode = Mode.FULL
    force: bool = False
    limit: int | None = None
    since: str = ""
    approve: int | None = None

    @classmethod
    def of(cls, run: Run) -> Self:
        """Those of a run; the nightly one has none."""
        known = {name: run.options[name] for name in cls.__dataclass_fields__ if name in run.options}
        return cls(**{**known, "mode": Mode(known.get("mode", Mode.FULL))})

    def to_approve(self, run_id: int) -> Self:
        """Those of a run that releases what that run has held back; the rest is in the plan."""
        return type(self)(mode=self.mode, approve=run_id)

    def starting_at(self, watermark: datetime | None) -> datetime | None:
        """From when on the server is asked what changed; None for everything."""
        if self.since:
            return datetime.fromisoformat(self.since)
        return None if self.force else watermark

    def as_json(self) -> dict[str, Any]:
        """For Run.options."""
        return asdict(self)
