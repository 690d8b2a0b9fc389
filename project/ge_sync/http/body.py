"""The body of an answer: unpacked here, never larger than the cap, never shorter than it said."""

import zlib
from typing import Protocol

from isal import isal_zlib
from requests import Response

from project.ge_sync.errors import BadAnswer

CAP_BYTES = 8 * 1024 * 1024
_STEP_BYTES = 64 * 1024
# The same by RFC 9110.
_GZIP = ("gzip", "x-gzip")


class _Unpacker(Protocol):
    """What zlib and isal have in common."""

    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class CutOff(Exception):  # noqa: N818  (said like the other members of the family)
    """The body ended too early, or is no gzip: another try may do better."""


def read_body(response: Response) -> bytes:
    """The unpacked bytes of a streamed answer; BadAnswer above the cap, CutOff when it isn't whole."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", *_GZIP):
        raise BadAnswer(f"The GE server's answer is packed as {encoding!r}, which was not asked for.")
    unpacker: _Unpacker | None = None
    parts: list[bytes] = []
    received = size = 0
    while step := response.raw.read1(_STEP_BYTES, decode_content=False):
        received += len(step)
        if encoding in _GZIP:
            unpacker = unpacker or _unpacker(step)
            step = _unpacked(unpacker, step, CAP_BYTES - size + 1)
        size += len(step)
        parts.append(step)
        if size > CAP_BYTES:
            raise BadAnswer(f"The GE server's answer is larger than {CAP_BYTES // 1024 // 1024} MB.")
    said = response.headers.get("Content-Length", "")
    is_whole = not (said.isascii() and said.isdigit()) or int(said) == received
    if not is_whole or (encoding in _GZIP and not (unpacker and unpacker.eof)):
        raise CutOff(f"the answer was cut off after {received} bytes")
    return b"".join(parts)


def _unpacker(first: bytes) -> _Unpacker:
    """isal takes half the time, but loses its way in a header with names or checks that comes in pieces."""
    is_bare = first[3:4] == b"\0"
    return isal_zlib.decompressobj(wbits=31) if is_bare else zlib.decompressobj(wbits=31)


def _unpacked(unpacker: _Unpacker, step: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(step, most)
    except (zlib.error, isal_zlib.IsalError):  # type: ignore[misc]  # its stub says that the class is an exception
        raise CutOff("the answer is no gzip, although it says so") from None
