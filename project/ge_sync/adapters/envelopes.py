"""What the envelopes of a server's answers say beside their data: how many entries, and by which contract. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from project.findings import Finding, Severity
from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.contract.texts import whole
from project.ge_sync.errors import shorten

# The contract of docs/ge_api.yaml.
VERSION = "1.4"
# So many pages that are short when they come for the second time, and none is asked for twice any more.
_MOST_IN_VAIN = 3
_MOST_VERSIONS = 5
_read_count = whole(least=0)


@dataclass(kw_only=True)
class Envelopes:
    """Those of one source while a run asks what there is."""

    completed: int = 0
    short: int = 0
    miscounted: int = 0
    versions: set[str] = field(default_factory=set)
    # Why licences were listed without their documents, where they were.
    without_documents: str = ""
    _in_vain: int = 0

    def take(self, body: Mapping[str, Any]) -> None:
        """Note what the envelope of an answer says."""
        if len(self.versions) < _MOST_VERSIONS and "schema_version" in body:
            self.versions.add(shorten(body["schema_version"], 20))
        self.short += entries_lost(body) > 0
        self.miscounted += _has_more_than_it_counts(body)

    def is_worth_another_try(self, body: Mapping[str, Any]) -> bool:
        """Whether a page lacks entries, and others like it have had them when they came again."""
        return entries_lost(body) > 0 and self._in_vain < _MOST_IN_VAIN

    def came_again(self, body: Mapping[str, Any]) -> None:
        """The page that was asked for twice is this one now."""
        if entries_lost(body):
            self._in_vain += 1
        else:
            self.completed += 1

    def remarks(self) -> list[Finding]:
        """What a run has to tell of it."""
        pages = (
            ("short_page", Severity.WARNING, self.short, "had fewer entries than they count, again and again"),
            ("completed_page", Severity.INFO, self.completed, "had all entries that they count when they came again"),
            ("odd_count", Severity.INFO, self.miscounted, "had another number of entries than they count"),
        )
        told = [
            Finding(code=code, severity=severity, message=f"{count} pages of the GE server {words}.")
            for code, severity, count, words in pages
            if count
        ]
        if self.without_documents:
            message = f"The GE server's listing with documents can't be read ({self.without_documents.rstrip('.')}): "
            message += "they were asked for one by one."
            told.append(Finding(code="listed_without_documents", severity=Severity.INFO, message=message))
        return [*told, *(_other(version) for version in sorted(self.versions - {VERSION}))]


def entries_lost(body: Mapping[str, Any]) -> int:
    """How many entries a page lacks of those that it counts; 0 where it counts none."""
    count, data = _count(body), body.get("data")
    return max(count - len(data), 0) if count is not None and isinstance(data, list) else 0


def _has_more_than_it_counts(body: Mapping[str, Any]) -> bool:
    """Or a count that is no number."""
    count, data = _count(body), body.get("data")
    return body.get("count") is not None and isinstance(data, list) and (count is None or count < len(data))


def _count(body: Mapping[str, Any]) -> int | None:
    try:
        return _read_count(body.get("count"), Notes())
    except Unreadable:
        return None


def _other(version: str) -> Finding:
    """A later 1.x may say more, and what it says is understood; any other may mean something else by the same words."""
    same_kind = version.partition(".")[0] == VERSION.partition(".")[0]
    return Finding(
        code="schema_version",
        severity=Severity.INFO if same_kind else Severity.WARNING,
        message=f"The GE server speaks version {version!r} of its contract, and this sync knows {VERSION}: read what "
        "has changed, and update.",
    )
