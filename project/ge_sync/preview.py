"""The dry run: the same question, the same comparison, and nothing written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from project.findings import Finding
from project.ge_sync.adapters.source import Source
from project.ge_sync.compare import compare
from project.ge_sync.endings import Ended, ended_by
from project.ge_sync.gather import gather
from project.ge_sync.models import Ending
from project.ge_sync.models import Source as SourceRow
from project.ge_sync.store import Memory
from project.ge_sync.survey import survey
from project.ge_sync.troubles import nothing_listed, oddity_findings
from project.ge_sync.wanted import CHUNK_SIZE, Wanted


@dataclass(kw_only=True)
class Preview:
    """What a run would do: its changes field by field, and how each licence would end."""

    as_of: datetime | None = None
    requests: int = 0
    verified: int = 0
    changes: list[dict[str, Any]] = field(default_factory=list)
    endings: list[Ended] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def counts(self) -> Mapping[str, int]:
        """As the contract counts; the verified are among the unchanged."""
        counts = dict.fromkeys(Ending.values, 0) | Counter(ended.outcome.value for ended in self.endings)
        counts[Ending.UNCHANGED] += self.verified
        conflicts = sum(change["conflict"] for change in self.changes)
        return counts | {"verified": self.verified, "conflicts": conflicts}


def preview(source: Source, *, force: bool, on_progress: Callable[[int, int], None]) -> Preview:
    """Look at everything a run would look at."""
    store, seen = Memory(), Preview()
    row = None if force else SourceRow.objects.filter(name=source.name).first()
    found = survey(source, since=row.watermark if row else None, store=store, force=force, alive=_nobody_waits)
    seen.as_of, seen.verified = found.as_of, len(found.verified)
    seen.endings += found.ended
    seen.findings += [] if found.listed else [nothing_listed()]
    wanted = [found.wanted[number] for number in sorted(found.wanted)]
    oddities, unknown_fields = Counter(found.oddities), Counter[str]()
    for start in range(0, len(wanted), CHUNK_SIZE):
        _look(wanted[start : start + CHUNK_SIZE], source, store, seen, force=force, notes=(oddities, unknown_fields))
        on_progress(min(start + CHUNK_SIZE, len(wanted)), len(wanted))
    seen.findings += oddity_findings(oddities, unknown_fields)
    seen.requests = source.requests
    return seen


def preview_one(source: Source, license_number: str, *, force: bool) -> Preview:
    """Look at one licence."""
    seen = Preview()
    oddities, unknown_fields = Counter[str](), Counter[str]()
    _look([Wanted(license_number)], source, Memory(), seen, force=force, notes=(oddities, unknown_fields))
    seen.findings += oddity_findings(oddities, unknown_fields)
    seen.requests = source.requests
    return seen


def _look(
    wanted: Sequence[Wanted],
    source: Source,
    store: Memory,
    seen: Preview,
    *,
    force: bool,
    notes: tuple[Counter[str], Counter[str]],
) -> None:
    gathered = gather(
        wanted, source=source, store=store, force=force, threads=settings.GE_FETCH_THREADS, alive=_nobody_waits
    )
    notes[0].update(gathered.oddities)
    notes[1].update(gathered.unknown_fields)
    comparison = compare(gathered.incoming)
    for one in comparison.compared:
        number = one.incoming.license_number
        seen.changes += [line for change in one.difference.changes for line in change.lines()]
        seen.endings.append(Ended(license_number=number, outcome=one.ending))
    seen.endings += gathered.ended
    seen.endings += [ended_by(one.license_number, error) for one, error in comparison.refused]
    seen.endings += [
        Ended(license_number=one.license_number, outcome=Ending.UNCHANGED, code="stale_version")
        for one in comparison.stale
    ]


def _nobody_waits() -> None:
    """A dry run holds no lease."""
