"""Where documents wait between their arrival and their comparison: the archive, or in a dry run this process."""

import zlib
from collections.abc import Iterable, Mapping
from typing import Protocol

from project.ge_sync.archive import Archive
from project.ge_sync.payload import Sent, canonical, fingerprint


class Store(Protocol):
    """Keeps documents by the SHA-256 of their canonical bytes."""

    def keep(self, documents: Iterable[tuple[str, Sent]]) -> list[str]:
        """Documents by licence number; their keys in order."""
        ...

    def contents(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """The documents of these keys, as canonical bytes."""
        ...


class Memory:
    """For a dry run, which writes nothing; packed, so that ten thousand licences stay small."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def keep(self, documents: Iterable[tuple[str, Sent]]) -> list[str]:
        keys = []
        for _, document in documents:
            content = canonical(document)
            keys.append(fingerprint(content))
            self._packed[keys[-1]] = zlib.compress(content, 1)
        return keys

    def contents(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Those kept here, and of older ones what the archive has."""
        wanted = set(keys)
        here = {key: zlib.decompress(self._packed[key]) for key in wanted & self._packed.keys()}
        return {**Archive().contents(wanted - here.keys()), **here} if wanted - here.keys() else here
