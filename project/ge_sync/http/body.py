"""The body of an answer: unpacked here, never larger than the cap, never shorter than it said."""

import zlib

from requests import Response

from project.ge_sync.errors import BadAnswer

CAP_BYTES = 8 * 1024 * 1024
_STEP_BYTES = 64 * 1024
# The same by RFC 9110.
_GZIP = ("gzip", "x-gzip")


class CutOff(Exception):  # noqa: N818  (said like the other members of the family)
    """The body ended too early, or is no gzip: another try may do better."""


def read_body(response: Response) -> bytes:
    """The unpacked bytes of a streamed answer; BadAnswer above the cap, CutOff when it isn't whole."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", *_GZIP):
        raise BadAnswer(f"The GE server's answer is packed as {encoding!r}, which was not asked for.")
    unpacker = zlib.decompressobj(wbits=31) if encoding in _GZIP else None
    parts: list[bytes] = []
    received = size = 0
    while step := response.raw.read1(_STEP_BYTES, decode_content=False):
        received += len(step)
        part = _unpacked(unpacker, step, CAP_BYTES - size + 1) if unpacker else step
        size += len(part)
        parts.append(part)
        if size > CAP_BYTES:
            raise BadAnswer(f"The GE server's answer is larger than {CAP_BYTES // 1024 // 1024} MB.")
    said = response.headers.get("Content-Length", "")
    if (said.isascii() and said.isdigit() and int(said) != received) or (unpacker and not unpacker.eof):
        raise CutOff(f"the answer was cut off after {received} bytes")
    return b"".join(parts)


def _unpacked(unpacker: "zlib._Decompress", step: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(step, most)
    except zlib.error:
        raise CutOff("the answer is no gzip, although it says so") from None
