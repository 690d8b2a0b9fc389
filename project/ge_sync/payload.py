"""Bytes from the network to a JSON value and back to canonical bytes, losing nothing and hiding nothing."""

import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# A key no server sends: it holds the name of the key that an object had twice, so that only its licence suffers.
DUPLICATE = "\x00duplicate key"
_NUMBER = re.compile(r'"\\ue000(-?[0-9.eE+-]+)\\ue000"')


class NotJson(Exception):  # noqa: N818  (said like the other members of the family)
    """The bytes are no JSON object: cut off, or something else altogether."""


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A JSON object, and the encoding it really had where that wasn't plain UTF-8."""

    value: dict[str, Any]
    odd_encoding: str = ""


def decode(body: bytes) -> Decoded:
    """The JSON object in a body: UTF-8 strictly, else windows-1252; numbers as Decimal; NaN as the text it was."""
    text, odd_encoding = _text(body)
    if not text.lstrip(" \t\r\n").startswith("{"):
        raise NotJson("the body is no JSON object")
    try:
        value = json.loads(text, parse_float=Decimal, parse_constant=str, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise NotJson(f"the body is no JSON: {error}") from None
    return Decoded(value=value, odd_encoding=odd_encoding)


def canonical(document: dict[str, Any]) -> bytes:
    """The same bytes for the same document, however it was spaced and ordered."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), default=_marked)
    return (_NUMBER.sub(r"\1", text) if "\\ue000" in text else text).encode()


def fingerprint(canonical_bytes: bytes) -> str:
    """The key of a document in the archive: SHA-256 in hex."""
    return hashlib.sha256(canonical_bytes).hexdigest()


def _text(body: bytes) -> tuple[str, str]:
    try:
        if body.startswith(b"\xef\xbb\xbf"):
            return body.decode("utf-8-sig"), "utf-8 with a byte order mark"
        return body.decode(), ""
    except UnicodeDecodeError:
        pass
    try:
        return body.decode("windows-1252"), "windows-1252"
    except UnicodeDecodeError:
        raise NotJson("the body is neither UTF-8 nor windows-1252") from None


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
