"""The dry run: the same question, the same comparison, the same guards, and nothing written."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from project.findings import Finding
from project.ge_sync.adapters.source import Source
from project.ge_sync.approval.guards import Limits, Weight, reasons
from project.ge_sync.approval.holding import limits_of_one, lines_of, new_ends
from project.ge_sync.approval.weighing import ends_of_ours, limits_of
from project.ge_sync.chunks import cut
from project.ge_sync.comparing.compare import Compared, compare
from project.ge_sync.endings import NEEDS_APPROVAL, Ended, refuse_unreached
from project.ge_sync.gather import gather
from project.ge_sync.models import Ending
from project.ge_sync.options import Options
from project.ge_sync.planning import asked
from project.ge_sync.query_plans import look_up_by_key
from project.ge_sync.reporting.clocks import clock_findings, odd_clock
from project.ge_sync.reporting.packed_lines import PackedLines
from project.ge_sync.reporting.remarks import remark_findings, remarks_of
from project.ge_sync.reporting.troubles import needs_approval, not_looked_at, nothing_listed, oddity_findings
from project.ge_sync.store import Memory
from project.ge_sync.verdicts import ended, held_back, not_compared
from project.ge_sync.wanted import Wanted
from project.uncollected import uncollected


@dataclass(kw_only=True)
class Preview:
    """What a run would do: its changes field by field, and how each licence would end."""

    as_of: datetime | None = None
    requests: int = 0
    verified: int = 0
    changes: PackedLines = field(default_factory=PackedLines)
    endings: list[Ended] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """Whether the run would stop for a person to look."""
        return any(finding.code == NEEDS_APPROVAL for finding in self.findings)

    @property
    def counts(self) -> Mapping[str, int]:
        """As the contract counts; the verified are among the unchanged."""
        counts = dict.fromkeys(Ending.values, 0) | Counter(ended.outcome.value for ended in self.endings)
        counts[Ending.UNCHANGED] += self.verified
        stale = sum(ended.code == "stale_version" for ended in self.endings)
        conflicts = 0 if self.stopped else self.changes.conflicts
        return counts | {"stale": stale, "verified": self.verified, "conflicts": conflicts}


class _Look:
    """What a dry run has seen so far."""

    def __init__(self, source: Source, *, force: bool) -> None:
        self._source, self._force = source, force
        self.store, self.seen, self.weight = Memory(), Preview(), Weight()
        self.oddities, self.unknown_fields = Counter[str](), Counter[str]()
        # Those that would wait, should the run turn out to be too much.
        self._changing: list[Ended] = []

    @uncollected()
    def at(self, wanted: Sequence[Wanted]) -> Sequence[Compared]:
        """Fetch and compare some licences."""
        threads = settings.GE_FETCH_THREADS
        gathered = gather(
            wanted, source=self._source, store=self.store, force=self._force, threads=threads, alive=nobody_waits
        )
        self.oddities.update(gathered.oddities)
        self.unknown_fields.update(gathered.unknown_fields)
        with transaction.atomic():
            look_up_by_key()
            comparison = compare(gathered.incoming)
        for one in comparison.compared:
            self.weight.add(one.difference.changes)
            self.seen.changes.add(one.incoming.license_number, lines_of(one))
            (self.seen.endings if one.ending is Ending.UNCHANGED else self._changing).append(ended(one))
        gone = new_ends(gathered.ended)
        self.weight.gone += len(gone)
        self._changing += gone
        self.seen.endings += [*(one for one in gathered.ended if one not in gone), *not_compared(comparison)]
        return comparison.compared

    def all_seen(self, limits: Limits, *, gone: Sequence[Ended] = ()) -> Preview:
        """What it comes to: how the others would end, and what would be told."""
        why = reasons(self.weight, limits)
        changing = [*self._changing, *gone]
        self.seen.endings += held_back(changing) if why else changing
        self.seen.findings += [needs_approval(None, why)] if why else []
        self.seen.findings += oddity_findings(self.oddities, self.unknown_fields)
        self.seen.requests = self._source.requests
        return self.seen


def preview(source: Source, options: Options, *, on_progress: Callable[[int, int], None]) -> Preview:
    """Look at everything a run would look at."""
    look = _Look(source, force=options.force)
    found = asked(source, options, look.store, nobody_waits)
    planned = {"left": found.left, "not_read": found.not_read}
    clock = odd_clock(found.as_of, ahead=found.clock_ahead, now=timezone.now())
    look.oddities.update(found.oddities)
    look.seen.as_of, look.seen.verified = found.as_of, len(found.verified)
    look.seen.findings += [nothing_listed()] if found.lists and not found.listed else []
    look.seen.findings += [*not_looked_at(planned), *remark_findings(remarks_of(source))]
    wanted = [found.wanted[number] for number in sorted(found.wanted)]
    looked_at = 0
    for chunk in cut(wanted, look.store):
        look.at(chunk)
        looked_at += len(chunk)
        on_progress(looked_at, len(wanted))
    look.weight.gone += ends_of_ours(found)
    seen = look.all_seen(limits_of(found), gone=found.ended)
    seen.findings += clock_findings(clock)
    return seen


def preview_one(source: Source, license_number: str, *, force: bool) -> Preview:
    """Look at one licence."""
    look = _Look(source, force=force)
    compared = look.at([Wanted(license_number)])
    refuse_unreached(look.seen.endings)
    return look.all_seen(limits_of_one(compared))


def nobody_waits() -> None:
    """A dry run holds no lease."""
