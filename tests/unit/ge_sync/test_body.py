"""A packed body, however it is packed and in whatever pieces it comes."""

import gzip
import io
import zlib

import pytest
from requests import Response
from urllib3 import HTTPResponse

from project.ge_sync.errors import BadAnswer
from project.ge_sync.http.body import CAP_BYTES, CutOff, read_body

TEXT = b'{"license_number": "0310837893"}' * 500
PIECES = [1, 3, 5, 10, 12, 20, 10_000]


class _InPieces(io.RawIOBase):
    """A network that hands out so many bytes at a time."""

    def __init__(self, sent: bytes, size: int) -> None:
        self._sent, self._size = io.BytesIO(sent), size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        return self._sent.readinto(buffer[: self._size])


class _Raw(HTTPResponse):
    """urllib3's answer over such a network."""

    def __init__(self, sent: bytes, size: int) -> None:
        super().__init__(body=b"", preload_content=False)
        self._network = io.BufferedReader(_InPieces(sent, size))

    def read1(self, amt: int | None = None, decode_content: bool | None = None) -> bytes:
        return self._network.read1(-1 if amt is None else amt)


def read(sent: bytes, *, size: int = 10_000) -> bytes:
    response = Response()
    response.headers["Content-Encoding"] = "gzip"
    response.raw = _Raw(sent, size)
    return read_body(response)


def packed(text: bytes, *, flags: int = 0) -> bytes:
    """gzip with all that its header may hold: 2 a check, 4 something extra, 8 a name, 16 a comment."""
    header = bytes([31, 139, 8, flags, 0, 0, 0, 0, 0, 255])
    header += (b"\x03\x00abc" if flags & 4 else b"") + (b"name\0" if flags & 8 else b"")
    header += b"comment\0" if flags & 16 else b""
    header += (zlib.crc32(header) & 0xFFFF).to_bytes(2, "little") if flags & 2 else b""
    return header + gzip.compress(text)[10:]


@pytest.mark.parametrize("size", PIECES)
@pytest.mark.parametrize("flags", range(0, 32, 2))
def test_any_header_is_read_in_any_pieces(flags: int, size: int) -> None:
    assert read(packed(TEXT, flags=flags), size=size) == TEXT


@pytest.mark.parametrize("after", [b"\0", b"more", gzip.compress(b"more")])
def test_what_comes_after_the_end_is_no_part_of_it(after: bytes) -> None:
    assert read(packed(TEXT) + after, size=7) == TEXT


@pytest.mark.parametrize("size", PIECES)
@pytest.mark.parametrize("wrong", ["cut", "check", "length", "middle", "start", "nothing"])
def test_what_is_damaged_is_cut_off(wrong: str, size: int) -> None:
    sent = bytearray(packed(TEXT))
    at = {"check": -8, "length": -1, "middle": len(sent) // 2, "start": 0}.get(wrong)
    if at is not None:
        sent[at] ^= 0x55
    elif wrong == "cut":
        del sent[-1]
    else:
        sent.clear()

    with pytest.raises(CutOff):
        read(bytes(sent), size=size)


def test_a_body_of_just_the_cap_is_read_and_a_longer_one_is_not() -> None:
    assert len(read(gzip.compress(bytes(CAP_BYTES), 1))) == CAP_BYTES

    with pytest.raises(BadAnswer):
        read(gzip.compress(bytes(CAP_BYTES + 1), 1))
