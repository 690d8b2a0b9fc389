"""Values at JSON paths, and the differences between two documents."""

import pytest

from dev.ge_server.edits import differences, remove_value, set_value
from dev.ge_server.exchange import ContractError


def test_a_value_is_put_at_a_path() -> None:
    document = {"import_items": [{"quantity": "1.000"}]}
    set_value(document, "import_items[0].quantity", "N/A")
    assert document == {"import_items": [{"quantity": "N/A"}]}


def test_one_past_the_end_of_a_list_appends() -> None:
    document: dict[str, list[int]] = {"transfers": [1]}
    set_value(document, "transfers[1]", 2)
    assert document == {"transfers": [1, 2]}


@pytest.mark.parametrize("path", ["import_items[3].quantity", "nothing.here", "transfers[9]", "", "a..b", "a[x]"])
def test_a_path_that_leads_nowhere_is_refused(path: str) -> None:
    with pytest.raises(ContractError) as refused:
        set_value({"import_items": [], "transfers": []}, path, 1)
    assert (refused.value.status, refused.value.code, refused.value.field) == (400, "invalid_path", path)


def test_a_key_is_removed() -> None:
    document = {"exporter": {"iec": "0388012345", "name": None}}
    remove_value(document, "exporter.name")
    assert document == {"exporter": {"iec": "0388012345"}}


def test_a_key_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(ContractError):
        remove_value({"exporter": {}}, "exporter.name")


def test_differences_name_each_leaf() -> None:
    old = {"a": 1, "rows": [{"x": "1"}, {"x": "2"}]}
    new = {"a": 1, "rows": [{"x": "1"}, {"x": "3"}, {"x": "4"}]}
    assert list(differences(old, new)) == [
        {"path": "rows[1].x", "old": "2", "new": "3"},
        {"path": "rows[2]", "old": None, "new": {"x": "4"}},
    ]


def test_equal_documents_do_not_differ() -> None:
    assert list(differences({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]})) == []


def test_a_number_is_not_the_text_of_it_nor_true() -> None:
    assert len(list(differences({"a": 1, "b": 1}, {"a": "1", "b": True}))) == 2
