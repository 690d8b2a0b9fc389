"""Bytes in and canonical bytes out."""

from decimal import Decimal

import pytest

from project.ge_sync.payload import DUPLICATE, NotJson, canonical, decode, fingerprint


def test_utf_8_is_read_as_it_is() -> None:
    decoded = decode('{"name": "Crème"}'.encode())

    assert (decoded.value, decoded.odd_encoding) == ({"name": "Crème"}, "")


def test_windows_1252_is_read_and_named() -> None:
    decoded = decode('{"name": "Crème"}'.encode("windows-1252"))

    assert (decoded.value, decoded.odd_encoding) == ({"name": "Crème"}, "windows-1252")


def test_a_byte_order_mark_is_read_and_named() -> None:
    decoded = decode(b"\xef\xbb\xbf" + b'{"a": 1}')

    assert (decoded.value, decoded.odd_encoding) == ({"a": 1}, "utf-8 with a byte order mark")


@pytest.mark.parametrize("body", [b"", b"[1]", b"<html>", b'{"a": ', b'{"a": 1}{', b"null", b'{"a": "\x00"}', b"\x81{"])
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(NotJson):
        decode(body)


def test_numbers_keep_every_digit_and_nan_stays_the_text_it_was() -> None:
    value = decode(b'{"a": 0.1000, "b": 12345678901234567890.12, "c": NaN, "d": 7}').value

    assert value == {"a": Decimal("0.1000"), "b": Decimal("12345678901234567890.12"), "c": "NaN", "d": 7}


def test_a_key_twice_is_marked_in_its_own_object_only() -> None:
    value = decode(b'{"data": [{"a": 1, "a": 2}, {"a": 1}]}').value

    assert DUPLICATE in value["data"][0]
    assert value["data"][1] == {"a": 1}


def test_order_and_blanks_make_no_other_document() -> None:
    assert canonical(decode(b'{"b": [1, 2], "a": "x"}').value) == canonical(decode(b'{"a":"x","b":[1,2]}').value)


def test_a_bare_number_is_archived_as_the_number_it_was() -> None:
    document = decode(b'{"a": 0.10, "b": "0.10", "c": -1.5E+3}').value

    assert decode(canonical(document)).value == document
    assert b'"a":0.10' in canonical(document)


def test_another_value_is_another_document() -> None:
    assert fingerprint(canonical({"a": "1"})) != fingerprint(canonical({"a": "2"}))


def test_half_a_surrogate_pair_survives_the_archive() -> None:
    document = decode(b'{"a": "x\\ud83d"}').value

    assert decode(canonical(document)).value == document
