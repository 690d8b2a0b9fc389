"""Bytes from the network to a JSON value and back to canonical bytes, losing nothing and hiding nothing."""

import codecs
import hashlib
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from project.uncollected import uncollected

# A key no server sends: it holds the name of the key that an object had twice, so that only its licence suffers.
DUPLICATE = "\x00duplicate key"
_NUMBER = re.compile(r'"\\ue000(-?[0-9.eE+-]+)\\ue000"')
# Reads and writes what is plain in a fraction of json's time, and refuses what is odd: json has the word on that.
_QUICK = msgspec.json.Decoder(float_hook=Decimal)
_AS_IT_STANDS = msgspec.json.Encoder(decimal_format="number")
_SORTED = msgspec.json.Encoder(decimal_format="number", order="sorted")
ODD = (msgspec.MsgspecError, UnicodeError, InvalidOperation, OverflowError, RecursionError)
# The name that Python's encoder knows `_escaped` by.
_AS_JSON_ESCAPES = "json_escapes"


# A document as a source has it: the object that was sent, or where they are made already, its canonical bytes.
Sent = dict[str, Any] | bytes
Decoder = Callable[[bytes], "Decoded"]


class NotJson(Exception):  # noqa: N818  (said like the other members of the family)
    """The bytes are no JSON object: cut off, or something else altogether."""


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A JSON object, and the encoding it really had where that wasn't plain UTF-8."""

    value: dict[str, Any]
    odd_encoding: str = ""


@uncollected()
def decode(body: bytes) -> Decoded:
    """The JSON object in a body: UTF-8 strictly, else windows-1252; numbers as Decimal; NaN as the text it was."""
    if value := _plain(body):
        return Decoded(value=value)
    text, odd_encoding = _text(body)
    if not text.lstrip(" \t\r\n").startswith("{"):
        raise NotJson("the body is no JSON object")
    try:
        value = json.loads(text, parse_float=_number, parse_constant=str, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise NotJson(f"the body is no JSON: {error}") from None
    return Decoded(value=value, odd_encoding=odd_encoding)


def canonical(document: Sent | msgspec.Struct) -> bytes:
    """The same bytes for the same document, however it was spaced and ordered: ASCII, sorted, numbers as sent.

    Documents are known by what json makes of them, so the quick way has to come to the very same bytes.
    """
    if isinstance(document, bytes):
        return document
    try:
        written = _SORTED.encode(document)
    except ODD:
        return _canonical_by_json(document)
    if b"\x7f" in written:
        written = written.replace(b"\x7f", rb"\u007f")
    return written if written.isascii() else written.decode().encode("ascii", _AS_JSON_ESCAPES)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What json writes for characters that aren't ASCII, and where they end."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101  (nothing else asks)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(_AS_JSON_ESCAPES, _escaped)


def recalled(canonical_bytes: bytes) -> dict[str, Any]:
    """The document of these bytes, numbers as Decimal."""
    try:
        document: dict[str, Any] = _QUICK.decode(canonical_bytes)
    except ODD:
        document = json.loads(canonical_bytes, parse_float=_number)
    return document


def fingerprint(canonical_bytes: bytes) -> str:
    """The key of a document in the archive: SHA-256 in hex."""
    return hashlib.sha256(canonical_bytes).hexdigest()


def _plain(body: bytes) -> dict[str, Any] | None:
    """A body without anything odd; None where only json can tell.

    Of a key that comes twice the quick reader keeps the last. So what it read is written once more: where quotes are
    missing then, it was a key's.
    """
    try:
        value = _QUICK.decode(body)
        written = _AS_IT_STANDS.encode(value)
    except ODD:
        return None
    return value if quotes(body) == written.count(b'"') and isinstance(value, dict) else None


def quotes(sent: bytes) -> int:
    """How many quotes stand in it, escaped or not: never fewer than when its value is written anew."""
    return sent.count(b'"') + sent.count(rb"\u0022")


def _canonical_by_json(document: object) -> bytes:
    """Where half a surrogate pair stands in a text, for one."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), default=_marked)
    return (_NUMBER.sub(r"\1", text) if "\\ue000" in text else text).encode()


def _text(body: bytes) -> tuple[str, str]:
    encodings = {"utf-8-sig": "utf-8 with a byte order mark"} if body.startswith(b"\xef\xbb\xbf") else {"utf-8": ""}
    for encoding, odd in {**encodings, "windows-1252": "windows-1252"}.items():
        with suppress(UnicodeDecodeError):
            return body.decode(encoding), odd
    raise NotJson("the body is neither UTF-8 nor windows-1252")


def _number(text: str) -> Decimal | str:
    """A number with a point or an exponent; the text it was, where its exponent is beyond all reason."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        made[DUPLICATE] = next(name for name in names if names.count(name) > 1)
    return made


def _marked(value: object) -> str:
    """json can't write a Decimal as the number it was, so it is marked here and unmarked in the text."""
    if isinstance(value, Decimal):
        return f"\ue000{value}\ue000"
    raise TypeError(f"{type(value).__name__} in a document")
