"""A page of documents: those written as the contract writes them become canonical bytes at once, by its types.

`payload.decode` has the word on what a body says. Here a part of what it reads is read in half its time, and what the
types refuse, or could pass over, is left to it: an odd entry alone, and a page that is no plain JSON as a whole.
"""

from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from project.ge_sync.contract.exact import LICENSE_TYPE
from project.ge_sync.payload import ODD, Decoded, NotJson, canonical, decode, quotes
from project.uncollected import uncollected

# What the listing adds to a document.
ADDED = ("etag", "deleted")
_HEAD = ("license_number", "version", "updated_at")
_TYPE: Any = msgspec.defstruct(
    "entry",
    [("etag", str | UnsetType, UNSET), ("deleted", bool | UnsetType, UNSET)],
    bases=(LICENSE_TYPE,),
    kw_only=True,
    forbid_unknown_fields=True,
    gc=False,
)
_ENTRY = msgspec.json.Decoder(_TYPE)
# No number with a point: that would be one of binary digits.
_PAGE = msgspec.json.Decoder(dict[str, list[msgspec.Raw] | dict[str, msgspec.Raw] | str | int | bool | None])


class Entry(NamedTuple):
    """A licence as a page lists it: what the listing is read for, as it was sent; the document in canonical bytes."""

    head: dict[str, Any]
    document: bytes


@uncollected()
def decode_page(body: bytes) -> Decoded:
    """The same as `decode`, but in `data` an Entry for each document that is written as the contract writes it."""
    try:
        value = _page(body)
    except (*ODD, NotJson):
        value = None
    return decode(body) if value is None else Decoded(value=value)


def _page(body: bytes) -> dict[str, Any] | None:
    """The page; None, or an error that decode_page knows, where more of it is odd than an entry."""
    body.decode()  # one entry in another encoding, and all are read in that
    page = _PAGE.decode(body)
    data = page.get("data")
    if not isinstance(data, list):
        return None
    sent = [bytes(entry) for entry in data]
    envelope = msgspec.json.encode(page | {"data": []})
    is_compact = len(body) == len(envelope) + sum(map(len, sent)) + len(sent) - 1
    # Of a key that came twice, the last is here, so there is less: no text gets longer when it is written anew.
    if not is_compact and quotes(body) != envelope.count(b'"') + sum(map(quotes, sent)):
        return None
    return decode(envelope).value | {"data": [_at_once(entry) or decode(entry).value for entry in sent]}


def _at_once(sent: bytes) -> Entry | None:
    """What the types make of an entry; None where they refuse it, or a key came twice."""
    try:
        entry = _ENTRY.decode(sent)
    except ODD:
        return None
    added = {name: value for name in ADDED if (value := getattr(entry, name)) is not UNSET}
    entry.etag = entry.deleted = UNSET
    document = canonical(entry)
    written = document[:-1] + b"," + canonical(added)[1:] if added else document
    # As above; but escapes are longer than what they stand for.
    is_compact = len(sent) == len(written) and sent.isascii() and b"\x7f" not in sent
    if not is_compact and quotes(sent) != written.count(b'"'):
        return None
    return Entry({name: getattr(entry, name) for name in _HEAD} | added, document)
