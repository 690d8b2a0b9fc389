"""The expected side is built once, and anew after whatever it hangs on has changed."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps

from project.schema_audit.audit import Audit, audit
from project.schema_audit.building import expected
from project.schema_audit.building.cache import cache_folder, cache_key
from project.schema_audit.building.wanted import collected
from project.schema_audit.session import open_session


def _in_a_new_process(alias: str) -> Audit:
    collected.cache_clear()
    expected._pictures.clear()
    return audit(alias)


def test_what_was_built_is_known_to_the_process_and_to_the_next_one(inspected: str) -> None:
    assert audit(inspected).stats["expected_from"] == "built"
    assert audit(inspected).stats["expected_from"] == "memory"
    assert _in_a_new_process(inspected).stats["expected_from"] == "cache"


def _cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _overwritten(content: bytes) -> bytes:
    after_its_header = 10
    return content[:after_its_header] + b"\xff" * 64 + content[after_its_header + 64 :]


def _of_something_else(content: bytes) -> bytes:
    return gzip.compress(b"[1, 2]")


@pytest.mark.parametrize("damaged", [_cut_off, _overwritten, _of_something_else])
def test_a_damaged_file_is_built_anew_and_replaced(inspected: str, damaged: Callable[[bytes], bytes]) -> None:
    whole = audit(inspected)
    (file,) = cache_folder().glob("expected-*")
    file.write_bytes(damaged(file.read_bytes()))

    anew = _in_a_new_process(inspected)

    assert (anew.stats["expected_from"], anew.findings) == ("built", whole.findings)
    assert _in_a_new_process(inspected).stats["expected_from"] == "cache"


def test_other_code_of_a_field_is_another_expected_side(inspected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    audit(inspected)
    field = apps.get_model("license", "Invoice")._meta.get_field("sale_type")
    monkeypatch.setattr(type(field), "db_type", lambda self, connection: "varchar(77)")

    audited = _in_a_new_process(inspected)

    assert audited.stats["expected_from"] == "built"
    assert ("column_length", "license_invoice", "sale_type", "character varying(77)") in {
        (one.code, one.table, one.column, one.expected) for one in audited.findings
    }
    monkeypatch.undo()
    assert _in_a_new_process(inspected).stats["expected_from"] == "cache"


def test_another_server_extension_path_or_way_of_printing_is_another_key(inspected: str) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {"server_version": 190000},
        {"extensions": ("plpgsql 1.0", "citext 1.7")},
        {"extensions": ("plpgsql 1.1",)},
        {"path_setting": "public, extensions, pg_temp"},
        {"printing": "UTC German"},
    )
    with open_session(inspected) as session:
        keys = [cache_key("code", session), *(cache_key("code", replace(session, **change)) for change in changes)]
        keys.append(cache_key("other code", session))

        assert len(set(keys)) == len(keys)
        assert cache_key("code", replace(session, schemas=("other",))) == keys[0]
