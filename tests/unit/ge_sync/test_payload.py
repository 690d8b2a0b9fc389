"""Bytes in and canonical bytes out."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project.ge_sync.payload import DUPLICATE, NotJson, canonical, decode, fingerprint, recalled

_PLAIN = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text()
DOCUMENTS = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        _PLAIN, lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=5), each, max_size=3)
    ),
    max_size=5,
)
NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,9})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)


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


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS)
def test_the_key_of_a_document_is_that_of_what_json_makes_of_it(document: dict[str, Any]) -> None:
    written = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()

    assert canonical(document) == written
    assert recalled(written) == document


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS, st.booleans(), st.sampled_from([None, 1]))
def test_any_object_is_read_as_json_reads_it(document: dict[str, Any], is_ascii: bool, indent: int | None) -> None:
    written = json.dumps(document, ensure_ascii=is_ascii, indent=indent).encode(errors="surrogatepass")
    try:
        expected = json.loads(written.decode())
    except UnicodeDecodeError:  # half a surrogate pair, unescaped: the body is no UTF-8
        return

    assert decode(written).value == expected


@settings(deadline=None, max_examples=150)
@given(NUMBERS)
def test_any_number_is_archived_as_it_was_sent(number: str) -> None:
    document = decode(f'{{"a": {number}}}'.encode()).value

    assert recalled(canonical(document)) == document
    assert canonical(document) == f'{{"a":{document["a"]}}}'.encode()
    assert document == json.loads(f'{{"a": {number}}}', parse_float=Decimal)


@pytest.mark.parametrize(
    "body",
    [
        '{"a": "x", "a": "x"}',
        '{"data": [{"n": 1, "n": 1}]}',
        r'{"a": "\u0022\u0022", "b": 1, "b": 2}',
        r'{"a": "\\u0022", "b": 1, "b": 2}',
        r'{"a": "\"", "b": "\"\"", "b": 2}',
        r'{"a": 1, "\u0061": 2}',
        r'{"\"": 1, "\"": 2}',
    ],
)
def test_a_key_twice_is_found_among_quotes_of_every_kind(body: str) -> None:
    marked = canonical(decode(body.encode()).value)

    assert json.dumps(DUPLICATE)[1:-1].encode() in marked


def test_an_exponent_beyond_all_reason_stays_the_text_it_was() -> None:
    assert decode(b'{"a": 1e99999999999999999999}').value == {"a": "1e99999999999999999999"}
