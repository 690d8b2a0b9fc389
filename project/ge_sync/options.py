"""What a run was asked to do, as its row holds it."""

from dataclasses import asdict, dataclass
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
    """`force` fetches and compares everything again; it still writes only what differs."""

    mode: Mode = Mode.FULL
    force: bool = False

    @classmethod
    def of(cls, run: Run) -> Self:
        """Those of a run; the nightly one has none."""
        return cls(mode=Mode(run.options.get("mode", Mode.FULL)), force=bool(run.options.get("force", False)))

    def as_json(self) -> dict[str, Any]:
        """For Run.options."""
        return asdict(self)
