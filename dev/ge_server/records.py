"""One licence as the store keeps it: encoded once, immutable, replaced when it changes."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from dev.ge_server.days import Departure
from dev.ge_server.documents import Document
from dev.ge_server.exchange import encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A licence document with its place in the listing.

    `stamp` orders the listing. `clean` is the sound document behind a spoiled one. `pinned` documents were set by
    hand, so generated changes leave them alone.
    """

    number: str
    index: int
    stamp: str
    version: Any
    etag: str
    body: bytes
    head: dict[str, Any]
    departure: Departure | None = None
    clean: bytes | None = None
    pinned: bool = False

    @property
    def sound(self) -> bool:
        """Whether generated changes may touch it."""
        return not (self.departure or self.clean or self.pinned)

    def document(self) -> Document:
        """A fresh copy of the document as served."""
        return _decode(self.body)

    def clean_document(self) -> Document:
        """A fresh copy of the sound document."""
        return _decode(self.clean or self.body)

    def entry(self, *, full: bool) -> bytes:
        """The encoded `data[]` entry of the listing: the whole document, or its head only."""
        if full and not self.departure:
            tail = encode({"etag": self.etag, "deleted": False})
            return self.body[:-1] + b"," + tail[1:]
        return encode(self.head)


def record(
    document: Document,
    *,
    number: str,
    index: int,
    stamp: str,
    departure: Departure | None = None,
    clean: bytes | None = None,
    pinned: bool = False,
) -> Record:
    """Encode a document; its number in the store stays `number` whatever the document says."""
    body = encode(document)
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    head = {key: document.get(key) for key in ("license_number", "version", "updated_at")}
    return Record(
        number=number,
        index=index,
        stamp=stamp,
        version=document.get("version"),
        etag=etag,
        body=body,
        head=head | {"etag": etag, "deleted": departure is not None},
        departure=departure,
        clean=clean,
        pinned=pinned,
    )


def _decode(body: bytes) -> Document:
    document: Document = json.loads(body)
    return document
