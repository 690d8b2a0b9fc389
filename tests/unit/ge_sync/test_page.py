"""A page of documents read by the contract's types: never anything else than what json makes of it."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project.ge_sync.contract.page import ADDED, Entry, decode_page
from project.ge_sync.payload import DUPLICATE, NotJson, canonical, decode

from .conftest import RECORDED

HEAD = ("license_number", "version", "updated_at", *ADDED)
ENTRY = {**RECORDED, "etag": '"9f2c1b7a"', "deleted": False}
PAGE = {"schema_version": "1.4", "as_of": "2026-11-22T01:00:00+05:30", "next_cursor": None, "has_more": False}
COMPACT = (",", ":")
ODD_VALUES = [
    *(None, True, 0, -1, 1.5, 2**31, 2**70, [], {}, [{"a": 1}], "", "x", "2,3", "2026-1-1", "0000-00-00", "0001-01-01"),
    *("é", "\x7f", "\x00", "\u2028", "\ud83d", "😀", 'a"b', "\\", "\\u0022", "/", "\n", "\b"),
]
# What a server may have written between two tokens, or into the middle of one.
PIECES = [
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b" ", b"\n", b"\x00", b"\x01", b"\x7f", b"/", b"\\/", b"\\b"),
    *(rb"\u0022", rb"\\u0022", rb"\u005cu0022", rb"\u007f", rb"\ud83d", rb"\ud83d\ude00", rb"\u00e9", rb"\u00E9"),
    *(rb"\u0000", "é".encode(), "é".encode("windows-1252"), "😀".encode(), b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    *(b"NaN", b"1.0", b"1e0", b"-0", b"0.10", b"1e99999999999999999999", b"1" * 30, b"1" * 5000, b"null", b"{}"),
    *(b'"version":3,', b'"\\u0076ersion":3,', b'"etag":"x",', b'"etag":null,', b'"deleted":true,', b'"new":1,'),
    *(b'"data":[],', b'"data":[{}],', b'"x":{"a":1,"a":2},', b'"x":[{"a":1,"a":1}],', b'"x":2.50,', b'"x":"\\u0022",'),
    *(b'"\\u0022":1,"\\u0022":2,', b'"x":"\\u005cu0022","x":"",', b'"as_of":"x",', b'"count":3,', b"[" * 3000),
]


def written(entries: list[Any], *, separators: tuple[str, str] | None = COMPACT, **style: Any) -> bytes:
    return json.dumps({**PAGE, "data": entries}, separators=separators, **style).encode(errors="surrogatepass")


def said(body: bytes, decoder: Any) -> object:
    """All that a page comes to, in bytes: two readers agree where these are the same."""
    try:
        decoded = decoder(body)
    except NotJson as error:
        return str(error)
    data = decoded.value.get("data")
    entries = [said_of(entry) for entry in data] if isinstance(data, list) else data
    return canonical({**decoded.value, "data": None}), entries, decoded.odd_encoding


def said_of(entry: Any) -> object:
    if isinstance(entry, Entry):
        return canonical(entry.head), entry.document
    if not isinstance(entry, dict):
        return canonical({"": entry})
    head = {name: entry[name] for name in HEAD if name in entry}
    return canonical(head), canonical({name: entry[name] for name in entry if name not in ADDED})


def at_once(body: bytes) -> list[bool]:
    """Which entries the types have read."""
    return [isinstance(entry, Entry) for entry in decode_page(body).value["data"]]


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    entries = [draw(bent()) for _ in range(draw(st.integers(0, 2)))]
    is_ascii, indent = draw(st.booleans()), draw(st.sampled_from([None, None, 1]))
    body = written(entries, ensure_ascii=is_ascii, indent=indent, separators=draw(st.sampled_from([COMPACT, None])))
    for piece in draw(st.lists(st.sampled_from(PIECES), max_size=2)):
        borders = [at + 1 for at, byte in enumerate(body) if byte in b'{[,:"']
        at = draw(st.sampled_from(borders)) if draw(st.booleans()) else draw(st.integers(0, len(body)))
        body = body[:at] + piece + body[at + draw(st.sampled_from([0, 0, 1, 4])) :]
    return body[: draw(st.integers(0, len(body)))] if draw(st.integers(0, 9)) == 0 else body


@st.composite
def bent(draw: st.DrawFn) -> dict[str, Any]:
    """The recorded document as an entry, short enough to be bent often, with odd values here and there."""
    entry = copy.deepcopy(ENTRY)
    rows = [entry]
    for value in entry.values():
        if isinstance(value, list):
            del value[1:]
            rows += value
    for _ in range(draw(st.integers(0, 3))):
        row = draw(st.sampled_from(rows))
        name = draw(st.sampled_from([*row, "new"]))
        row[name] = draw(st.sampled_from(ODD_VALUES))
        if draw(st.booleans()):
            row.pop(draw(st.sampled_from([*row])))
    return dict(draw(st.permutations([*entry.items()])))


@settings(deadline=None, max_examples=400)
@given(bodies())
def test_any_page_says_what_json_makes_of_it(body: bytes) -> None:
    assert said(body, decode_page) == said(body, decode)


@pytest.mark.parametrize("style", [{}, {"separators": None}, {"indent": 1}, {"ensure_ascii": False}])
def test_documents_of_the_contract_are_read_at_once_however_they_are_spaced(style: dict[str, Any]) -> None:
    exporter = {"iec": "0388012345", "name": 'Crème "Brûlée" \x7f \\ / 😀'}
    body = written([ENTRY, {**ENTRY, "exporter": exporter}, RECORDED], **style)

    assert at_once(body) == [True, True, True]
    assert said(body, decode_page) == said(body, decode)


@pytest.mark.parametrize(
    ("plain", "odd"),
    [
        (b'"version":', b'"version":1,"version":'),
        (b'"version":', b'"version":"\\u0022\\u0022","version":'),
        (b'"iec":', b'"iec":"","iec":'),
        (b'"serial_number":', b'"serial_number":7,"serial_number":'),
        (b'"etag":', b'"etag":"","etag":'),
        (b'"deleted":false', b'"deleted":false,"deleted":true'),
    ],
)
def test_a_key_twice_is_found_at_any_depth_and_is_no_trouble_of_the_next_entry(plain: bytes, odd: bytes) -> None:
    body = written([ENTRY, ENTRY])
    assert plain in body
    body = body.replace(plain, odd, 1)

    assert at_once(body) == [False, True]
    assert json.dumps(DUPLICATE)[1:-1].encode() in canonical(decode_page(body).value["data"][0])
    assert said(body, decode_page) == said(body, decode)


@pytest.mark.parametrize("longer", ["é", "\x7f"])
def test_a_key_twice_is_found_where_escapes_make_up_for_its_length(longer: str) -> None:
    ascii_only = json.loads(json.dumps(ENTRY, ensure_ascii=False).encode("ascii", "ignore"))
    entry = {**ascii_only, "file_number": longer * 3}
    sent = json.dumps(entry, separators=COMPACT, ensure_ascii=False).encode()
    missing = len(canonical(entry)) - len(sent)
    twice = sent.replace(b'"version":', b'"version":'.ljust(missing - 1, b"1") + b',"version":')
    assert len(twice) == len(canonical(entry))
    body = written([]).replace(b"[]", b"[" + twice + b"]")

    assert at_once(body) == [False]
    assert said(body, decode_page) == said(body, decode)


@pytest.mark.parametrize(
    "odd",
    [{"version": 17.0}, {"unknown": 1}, {"status": "NEW"}, {"etag": None}, {"cif_fc": 1}],
    ids=str,
)
def test_an_odd_entry_alone_is_read_the_careful_way(odd: dict[str, Any]) -> None:
    body = written([ENTRY, {**ENTRY, **odd}, ENTRY])

    assert at_once(body) == [True, False, True]
    assert said(body, decode_page) == said(body, decode)


@pytest.mark.parametrize(
    ("plain", "odd"),
    [
        (b'"has_more":', b'"has_more":true,"has_more":'),
        (b'"has_more":', b'"has_more":"\\u0022","has_more":'),
        (b'"data":', b'"data":[],"data":'),
        (b'"has_more":', b'"pages":[{"a":1,"a":1}],"has_more":'),
    ],
)
def test_a_key_twice_beside_the_entries_is_found(plain: bytes, odd: bytes) -> None:
    body = written([ENTRY]).replace(plain, odd, 1)

    assert said(body, decode_page) == said(body, decode)
    assert json.dumps(DUPLICATE)[1:-1].encode() in canonical(decode(body).value)


def test_what_stands_beside_the_entries_is_no_trouble_of_theirs() -> None:
    body = written([ENTRY]).replace(
        b'"has_more":', b'"links":{"next":["\\u0022",null]},"pages":[1,{"a":2.50}],"has_more":'
    )

    assert at_once(body) == [True]
    assert said(body, decode_page) == said(body, decode)


@pytest.mark.parametrize("odd", [b"NaN", rb'"\ud83d"', b"1e99999999999999999999", b"1" * 5000, b"01", b"[" * 9000])
def test_what_no_quick_reader_takes_for_json_is_read_the_careful_way(odd: bytes) -> None:
    body = written([ENTRY, ENTRY]).replace(b'"version":', b'"version":' + odd + b',"v":', 1)

    assert said(body, decode_page) == said(body, decode)


def test_one_entry_in_another_encoding_makes_the_page_one() -> None:
    utf_8, windows = "é".encode(), "é".encode("windows-1252")
    body = written([{**ENTRY, "file_number": "é"}, {**ENTRY, "file_number": "è"}], ensure_ascii=False)
    body = body.replace(utf_8, windows)

    assert decode_page(body).odd_encoding == "windows-1252"
    assert said(body, decode_page) == said(body, decode)
