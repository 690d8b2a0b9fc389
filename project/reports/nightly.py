"""The nightly report as plain values: what each part says, and what all of it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from project.findings import Direction, Severity, Tier
from project.output.exit_status import ExitStatus
from project.reports.compare import News
from project.reports.words import duration, grouped_count

ALWAYS_TOLD = ("new", "changed", "unchanged", "quarantined", "failed")


class Verdict(StrEnum):
    """What a part comes to; there is no verdict for "unknown": what is not known has failed."""

    CLEAN = "clean"
    REPORTED = "reported"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One finding as a report shows it; `statements` are what the next step runs, for a page with room for SQL."""

    code: str
    severity: Severity
    place: str
    message: str
    news: News
    cause: str = ""
    next_step: str = ""
    statements: tuple[str, ...] = ()
    waived: bool = False

    @property
    def said(self) -> str:
        """The news in words."""
        return "back again" if self.news is News.BACK else self.news.value


@dataclass(frozen=True, kw_only=True)
class LicenseTrouble:
    """One licence that a sync could not take over: where in its document, and why."""

    number: str
    outcome: str
    code: str = ""
    path: str = ""
    expected: str = ""
    got: str = ""

    @property
    def why(self) -> str:
        """`contract_violation at import_items[2].quantity: expected decimal text, got N/A`."""
        where = " at ".join(part for part in (self.code, self.path) if part)
        what = ", ".join(f"{word} {part}" for word, part in (("expected", self.expected), ("got", self.got)) if part)
        return ": ".join(part for part in (where, what) if part)


@dataclass(frozen=True, kw_only=True)
class Licenses:
    """A sync in numbers; `troubles` names at most a hundred licences, `counts` counts them all."""

    counts: Mapping[str, int]
    troubles: tuple[LicenseTrouble, ...] = ()
    requests: int | None = None

    @property
    def told(self) -> list[tuple[str, int]]:
        """The counts that are always told, zeros too, then the others that are not zero."""
        others = (name for name in self.counts if name not in (*ALWAYS_TOLD, "verified") and self.counts[name])
        return [(name, self.counts.get(name, 0)) for name in (*ALWAYS_TOLD, *others)]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One run of the night: its verdict, what it checked and what it says."""

    run_id: int
    kind: str
    title: str
    verdict: Verdict
    outcome: str
    seconds: float | None = None
    score: float | None = None
    checked: str = ""
    error: str = ""
    troubles: tuple[Trouble, ...] = ()
    licenses: Licenses | None = None

    def of(self, *news: News) -> list[Trouble]:
        """The troubles with this news."""
        return [trouble for trouble in self.troubles if trouble.news in news]


@dataclass(frozen=True, kw_only=True)
class NightlyReport:
    """All parts of one night, in the order in which they are read; `copy` is where the HTML copy lies."""

    database: str
    made_at: datetime
    parts: tuple[Part, ...]
    seconds: float | None = None
    notes: tuple[str, ...] = ()
    copy: str = ""

    @property
    def verdict(self) -> Verdict:
        """The worst of the parts; a report without parts has failed."""
        order = (Verdict.FAILED, Verdict.REPORTED, Verdict.CLEAN)
        return min((part.verdict for part in self.parts), key=order.index, default=Verdict.FAILED)

    @property
    def exit_status(self) -> ExitStatus:
        """The status of the command that printed it."""
        return {
            Verdict.CLEAN: ExitStatus.CLEAN,
            Verdict.REPORTED: ExitStatus.REPORTED,
            Verdict.FAILED: ExitStatus.FAILED,
        }[self.verdict]

    @property
    def open(self) -> list[Trouble]:
        """What is wrong tonight, worst first; fixed ones are not among them."""
        troubles = [trouble for part in self.parts for trouble in part.of(News.NEW, News.KNOWN, News.BACK)]
        return sorted(troubles, key=lambda trouble: (trouble.waived, trouble.severity.rank))

    @property
    def fixed(self) -> list[Trouble]:
        """What was wrong the time before and is gone."""
        return [trouble for part in self.parts for trouble in part.of(News.FIXED)]

    def count(self, severity: Severity) -> int:
        """How many open findings of one severity are not waived."""
        return sum(trouble.severity is severity and not trouble.waived for trouble in self.open)

    @property
    def waived(self) -> int:
        """How many open findings somebody has accepted."""
        return sum(trouble.waived for trouble in self.open)

    @property
    def summary(self) -> str:
        """All of it in one line."""
        said = {
            Verdict.CLEAN: "Clean",
            Verdict.REPORTED: "Something to report",
            Verdict.FAILED: "Failed",
        }[self.verdict]
        undone = sum(bool(part.error) or part.verdict is Verdict.FAILED for part in self.parts)
        told = [f"{undone} of {grouped_count(len(self.parts), 'part')} not done"] if undone else []
        told += [grouped_count(self.count(severity), severity.value) for severity in (Severity.ERROR, Severity.WARNING)]
        told += [f"{self.waived} waived"] if self.waived else []
        took = f" in {duration(self.seconds)}" if self.seconds is not None else ""
        return f"{said}: {', '.join(told)}{took}."


def next_step(document: Mapping[str, Any]) -> str:
    """The first thing to do about a finding in the JSON shape: a command, or a statement that only a person may run.

    A statement of a fix is never told alone: `--fix` runs all of them with limits, a journal and an undo.
    """
    fix = document.get("fix") or {}
    sql, by_hand, note = document.get("fix_sql") or [], fix.get("manual_sql") or [], fix.get("note") or ""
    if note and (fix.get("direction") == Direction.CODE.value or not (sql or by_hand)):
        return str(note)
    if sql and fix.get("tier") != Tier.PLAN.value:
        rewrite = " --allow-rewrite" if fix.get("rewrites") else ""
        return f"manage.py check_db_structure --fix --only {document['code']}{rewrite}"
    if first := [*sql, *by_hand]:
        return f"by hand, once it is decided: {first[0]}{_and_more(len(first) - 1)}"
    return ""


def _and_more(statements: int) -> str:
    return f"  (and {statements} more)" if statements > 0 else ""
