"""The nightly report as text: 80 columns, colours only where a terminal asked for them."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.termcolors import colorize

from project.findings import Severity
from project.reports.nightly import Licenses, NightlyReport, Part, Trouble, Verdict
from project.reports.words import duration, grouped, grouped_count, moment

WIDTH = 80
INDENT = 9
MOST_TROUBLES = 60
COLOURS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.INFO: "blue",
    Verdict.CLEAN: "green",
    Verdict.REPORTED: "yellow",
    Verdict.FAILED: "red",
}


@dataclass(frozen=True)
class _Paint:
    on: bool

    def __call__(self, text: str, colour: Severity | Verdict | None = None, *, bold: bool = False) -> str:
        if not self.on:
            return text
        opts = ("bold",) if bold else ()
        return colorize(text, opts=opts, fg=COLOURS[colour]) if colour else colorize(text, opts=opts)


def as_text(report: NightlyReport, *, colour: bool = False) -> str:
    """All of it; the last line sums it up."""
    paint = _Paint(colour)
    blocks = [
        [_heading(report, paint), "─" * WIDTH],
        [line for part in report.parts for line in _part(part, paint)],
        *_troubles(report, paint),
        _fixed(report, paint),
        *(_licenses(part.licenses, paint) for part in report.parts if part.licenses),
        [line for note in report.notes for line in _wrapped(note, 0)],
        [f"HTML copy: {report.copy}"] if report.copy else [],
        [paint(report.summary, report.verdict, bold=True)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _heading(report: NightlyReport, paint: _Paint) -> str:
    right = moment(report.made_at)
    title = f"Nightly report · {report.database}"
    return f"{paint(title[: WIDTH - len(right) - 2].ljust(WIDTH - len(right)), bold=True)}{right}"


def _part(part: Part, paint: _Paint) -> Iterator[str]:
    score = f"score {part.score:6.2f}" if part.score is not None else ""
    took = duration(part.seconds) if part.seconds is not None else ""
    outcome = paint(f"{part.outcome:<21}", part.verdict)
    yield f"  {part.title:<20} {outcome} {score:<13} {took:>20}".rstrip()
    if part.checked:
        yield f"  {'':<20} {part.checked} checked"
    if part.error:
        yield from _wrapped(part.error, 23)


def _troubles(report: NightlyReport, paint: _Paint) -> Iterator[list[str]]:
    troubles = report.open
    for trouble in troubles[:MOST_TROUBLES]:
        yield list(_trouble(trouble, paint))
    if rest := troubles[MOST_TROUBLES:]:
        yield [f"… and {grouped_count(len(rest), 'more finding')}: the HTML copy and the admin list them all."]


def _trouble(trouble: Trouble, paint: _Paint) -> Iterator[str]:
    label = "WAIVED" if trouble.waived else trouble.severity.upper()
    news = f"{trouble.said} · {trouble.code}"
    room = WIDTH - INDENT - len(news) - 2
    first, *more = textwrap.wrap(trouble.place, WIDTH - INDENT, break_on_hyphens=False) or [""]
    beside = not more and len(first) <= room
    yield paint(label.ljust(INDENT), trouble.severity, bold=True) + (f"{first:<{room}}  {news}" if beside else first)
    yield from (" " * INDENT + line for line in (more if beside else [*more, news[: WIDTH - INDENT]]))
    yield from _wrapped(trouble.message, INDENT)
    if trouble.cause:
        yield from _wrapped(trouble.cause, INDENT, label="  cause")
    if trouble.next_step:
        yield from _wrapped(trouble.next_step, INDENT, label="  next")


def _fixed(report: NightlyReport, paint: _Paint) -> list[str]:
    fixed = report.fixed
    if not fixed:
        return []
    title = paint(f"{grouped_count(len(fixed), 'finding')} gone since the last run", Verdict.CLEAN, bold=True)
    return [title, *(line for trouble in fixed for line in _wrapped(f"{trouble.place}: {trouble.message}", 2))]


def _licenses(licenses: Licenses, paint: _Paint) -> list[str]:
    told = [f"{grouped(count)} {name}" for name, count in licenses.told]
    asked = f" ({grouped_count(licenses.requests, 'request')})" if licenses.requests is not None else ""
    lines = [paint(f"Licences{asked}", bold=True), *_wrapped(" · ".join(told), 2)]
    for trouble in licenses.troubles:
        lines += _wrapped(f"{trouble.number}  {trouble.outcome}", 2)
        lines += _wrapped(trouble.why, 4)
    return lines


def _wrapped(text: str, indent: int, *, label: str = "") -> Iterable[str]:
    """Lines of at most 80 columns; a label stands in the indentation of the first."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=label.ljust(indent),
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
    )
