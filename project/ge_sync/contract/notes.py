"""What a reader accepted but the contract's canonical form would have written differently."""

from collections import Counter


class Notes:
    """Warnings of one document, by kind: `coerced`, `padded`, `unknown_field`."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.unknown_fields: list[str] = []

    def coerced(self) -> None:
        """Another notation for the same value."""
        self.counts["coerced"] += 1

    def padded(self) -> None:
        """Leading zeros that a spreadsheet had eaten."""
        self.counts["padded"] += 1

    def unknown_field(self, path: str) -> None:
        """A key the contract doesn't name: archived, not synced."""
        self.counts["unknown_field"] += 1
        self.unknown_fields.append(path)


class Unreadable(Exception):  # noqa: N818  (said like the other members of the family)
    """A value that no reader accepts; the object's reader adds the path."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected
