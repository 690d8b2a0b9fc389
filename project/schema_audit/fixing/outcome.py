"""What came of a plan, by the look afterwards: a finding is closed by being gone, not by its fix having run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from project.findings import Finding
from project.schema_audit.fixing.choose import Plan, first_query, reasons_as_json
from project.schema_audit.fixing.plan_view import stays_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The planned findings that are gone, those that are still there with the reason, and the untouched ones."""

    fixed: tuple[Finding, ...]
    still_there: tuple[tuple[Finding, str], ...]
    untouched: tuple[tuple[Finding, str], ...]
    journal: str

    def lines(self) -> Iterator[str]:
        """For people, who saw with the plan what is not touched; the counts last."""
        if self.still_there:
            yield "Still there:"
            yield from (line for finding, why in self.still_there for line in stays_lines(finding, why))
        counts = f"{len(self.fixed)} fixed, {len(self.still_there)} still there, {len(self.untouched)} not touched"
        yield f"{counts}; `--undo {self.journal}` takes it back."

    def as_json(self) -> dict[str, Any]:
        """For the statistics of a report."""
        return {
            "journal": self.journal,
            "fixed": [{"code": one.code, "place": one.place} for one in self.fixed],
            "still_there": reasons_as_json(self.still_there),
            "untouched": reasons_as_json(self.untouched),
        }


def outcome(plan: Plan, failed: Mapping[str, str], found: Sequence[Finding], *, journal: str) -> Outcome:
    """Compare the plan with the findings of the look afterwards; `failed` tells by fingerprint what was refused."""
    now = {finding.fingerprint: finding for finding in found}
    planned = [finding for _, finding in plan.migrate] + [finding for finding, _ in plan.fixes]
    return Outcome(
        fixed=tuple(finding for finding in planned if finding.fingerprint not in now),
        still_there=tuple(
            (finding, _why(now[finding.fingerprint], failed)) for finding in planned if finding.fingerprint in now
        ),
        untouched=plan.untouched,
        journal=journal,
    )


def _why(now: Finding, failed: Mapping[str, str]) -> str:
    """What was refused, and what the new plan says: how many rows are in the way, and which query lists them."""
    said = failed.get(now.fingerprint, "its statements ran, and it is found again")
    if now.fix is None or now.fix.sql:
        return said
    return f"{said}; {now.fix.note}{first_query(now.fix)}"
