"""How tonight's findings compare with what is remembered: pure, without rows or a clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from project.findings import Finding


class News(StrEnum):
    """How a finding compares with the run before."""

    NEW = "new"
    KNOWN = "known"
    BACK = "back"
    FIXED = "fixed"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """`seen`: each trouble of this run once, in report order, with its news; `fixed`: what this run no longer saw."""

    seen: tuple[tuple[Finding, News], ...]
    fixed: tuple[str, ...]

    def count(self, news: News) -> int:
        """How many are new, known, back or fixed."""
        if news is News.FIXED:
            return len(self.fixed)
        return sum(one is news for _, one in self.seen)


def compare(findings: Iterable[Finding], was_open: Mapping[str, bool], *, whole: bool = True) -> Comparison:
    """Compare by fingerprint with `was_open`: True for a trouble still open, False for one that had gone.

    Two findings at one place with one code are one trouble; the first is kept. Only a `whole` run, whose every check
    finished, can say that something is fixed: what a crashed check did not look at is not gone.
    """
    seen: dict[str, tuple[Finding, News]] = {}
    for finding in findings:
        seen.setdefault(finding.fingerprint, (finding, _news(was_open.get(finding.fingerprint))))
    gone = (fingerprint for fingerprint, is_open in was_open.items() if is_open and fingerprint not in seen)
    return Comparison(seen=tuple(seen.values()), fixed=tuple(gone) if whole else ())


def _news(was_open: bool | None) -> News:
    if was_open is None:
        return News.NEW
    return News.KNOWN if was_open else News.BACK
