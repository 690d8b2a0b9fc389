"""The changes of a dry run, a line per field, kept small until they are printed: a first load has millions."""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any


class PackedLines:
    """Lines as the output contract writes changes, by licence number; those of a licence are packed together."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self.conflicts = 0

    def add(self, license_number: str, lines: Sequence[dict[str, Any]]) -> None:
        """All of one licence."""
        if lines:
            self._packed[license_number] = zlib.compress(json.dumps(lines).encode(), 1)
            self.conflicts += sum(line["conflict"] for line in lines)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for _, packed in sorted(self._packed.items()):
            yield from json.loads(zlib.decompress(packed))

    def __bool__(self) -> bool:
        return bool(self._packed)
