"""The levers under /_control."""

from datetime import timedelta
from typing import Any

import pytest

from dev.ge_server.edits import differences

from .conftest import NOW, Client, Start

ALWAYS = {"version", "updated_at", "etag"}


def changed_paths(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What differs, licence by licence, beside what every change moves."""
    found = {}
    for number in before | after:
        pairs = list(differences(before.get(number), after.get(number)))
        if pairs:
            found[number] = [pair for pair in pairs if pair["path"] not in ALWAYS]
    return found


def test_change_alters_exactly_so_many_documents_and_names_every_difference(client: Client) -> None:
    before = client.documents()
    told = client.post("/_control/change", {"count": 20, "seed": 3}).json["changed"]
    assert changed_paths(before, client.documents()) == {one["license_number"]: one["changes"] for one in told}
    assert len(told) == 20
    assert all(one["changes"] for one in told)


def test_a_changed_document_has_a_new_version_stamp_and_etag(client: Client) -> None:
    before = client.documents()
    one = client.post("/_control/change", {"count": 1, "seed": 3}).json["changed"][0]
    old, new = before[one["license_number"]], client.documents()[one["license_number"]]
    assert (new["version"], new["updated_at"]) == (old["version"] + 1, "2026-11-22T01:00:00+05:30")
    assert (one["version"], one["updated_at"], one["etag"]) == (new["version"], new["updated_at"], new["etag"])
    assert new["etag"] != old["etag"]


def test_an_ended_number_that_lives_again_keeps_its_tombstones(client: Client) -> None:
    number = min(client.documents())
    for version in (1, 9):
        assert client.post("/_control/end", {"license_number": number, "reason": "withdrawn"}).status == 200
        assert number not in client.documents()
        assert client.get(f"/v1/licenses/{number}").status == 410
        assert client.post("/_control/revive", {"license_number": number, "version": version}).status == 200
        assert client.document(number)["version"] == version

    stones = client.get("/v1/tombstones").json["data"]

    assert [(one["license_number"], one["reason"]) for one in stones] == [(number, "withdrawn")] * 2
    assert stones[0]["ended_at"] < stones[1]["ended_at"] < client.document(number)["updated_at"]


@pytest.mark.parametrize(("lever", "state"), [("end", "living"), ("revive", "ended")])
def test_only_the_living_end_and_only_the_ended_live_again(client: Client, lever: str, state: str) -> None:
    number = min(client.documents()) if lever == "revive" else "0000000000"
    reply = client.post(f"/_control/{lever}", {"license_number": number})
    assert (reply.status, reply.json["error"]["message"]) == (404, f"There is no {state} licence {number}.")


def test_the_same_change_on_the_same_server_is_the_same(start: Start) -> None:
    one, other = (start().post("/_control/change", {"count": 5, "seed": 9}).json for _ in range(2))
    assert one == other


def test_more_documents_than_there_are_cannot_change(client: Client) -> None:
    reply = client.post("/_control/change", {"count": 61})
    assert (reply.status, reply.json["error"]["message"]) == (400, "Only 60 documents can be changed.")


def test_any_value_can_be_put_into_one_document_and_no_other_moves(client: Client) -> None:
    before = client.documents()
    number = sorted(before)[5]
    edits = {"import_items[0].quantity": "N/A", "exporter": 3}
    reply = client.post("/_control/document", {"license_number": number, "set": edits, "remove": ["ledger_date"]})
    found = changed_paths(before, client.documents())
    assert found == {number: reply.json["changes"]}
    after = client.document(number)
    assert (after["import_items"][0]["quantity"], after["exporter"], "ledger_date" in after) == ("N/A", 3, False)
    assert after["version"] == before[number]["version"] + 1


def test_a_version_can_be_put_as_it_is(client: Client) -> None:
    number = sorted(client.documents())[0]
    client.post("/_control/document", {"license_number": number, "set": {"version": 1}})
    assert client.document(number)["version"] == 1


def test_a_document_set_by_hand_is_left_alone_by_days_and_changes(client: Client) -> None:
    number = sorted(client.documents())[0]
    client.post("/_control/document", {"license_number": number, "set": {"cif_fc": "N/A"}})
    client.post("/_control/change", {"count": 59})
    client.post("/_control/day", {"day": 30})
    assert client.document(number)["cif_fc"] == "N/A"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"license_number": "0000000000", "set": {"status": "X"}}, 404),
        ({"set": {"status": "X"}}, 404),
        ({"license_number": "0000000000"}, 400),
        ([], 400),
    ],
)
def test_a_document_order_that_makes_no_sense_is_refused(client: Client, body: Any, status: int) -> None:
    assert client.post("/_control/document", body).status == status


def test_moving_on_by_days_gives_the_documents_of_a_server_started_on_that_day(start: Start) -> None:
    moved, started = start(licenses=200), start(licenses=200, day=3, frozen=NOW + timedelta(days=3))
    moved.post("/_control/day", {"day": 2})
    counts = moved.post("/_control/day", {"day": 3}).json
    assert counts["as_of"] == "2026-11-25T01:00:00+05:30"
    one, other = moved.documents(), started.documents()
    assert {number: found["version"] for number, found in one.items()} == {n: o["version"] for n, o in other.items()}
    assert [paths for paths in changed_paths(one, other).values() if paths] == []


def test_a_day_changes_some_adds_some_and_ends_some(start: Start) -> None:
    client = start(licenses=500)
    before = client.documents()
    counts = client.post("/_control/day", {"day": 2}).json
    after = client.documents()
    assert len(after.keys() - before.keys()) == counts["new"] == 6
    assert len(before.keys() - after.keys()) == counts["gone"] > 0
    altered = changed_paths({n: before[n] for n in before if n in after}, {n: after[n] for n in before if n in after})
    assert 20 <= len(altered) <= counts["changed"] <= 40


def test_what_a_day_changed_is_listed_since_the_night_before(start: Start) -> None:
    client = start(licenses=300)
    before = client.documents()
    client.post("/_control/day", {"day": 1})
    listed = client.listing("updated_since=2026-11-22T00:50:00%2B05:30")
    after = client.documents()
    altered = {number for number in before | after if before.get(number) != after.get(number)}
    assert {row["license_number"] for row in listed} == altered


def test_a_day_that_is_over_does_not_come_back(start: Start) -> None:
    reply = start(day=2).post("/_control/day", {"day": 1})
    assert (reply.status, reply.json["error"]["code"]) == (400, "day_over")


def test_a_licence_is_the_same_whatever_the_number_of_licences(start: Start) -> None:
    few, many = start(licenses=20, day=2).documents(), start(licenses=90, day=2).documents()
    shared = few.keys() & many.keys()
    assert len(shared) >= 20
    assert all(few[number] == many[number] for number in shared)


def test_the_request_log_counts_by_endpoint(client: Client) -> None:
    client.delete("/_control/requests")
    client.get("/v1/licenses?limit=1")
    client.get("/v1/licenses/0000000000", **{"X-Request-Id": "abc-2"})
    client.get("/v1/nowhere")
    log = client.get("/_control/requests").json
    assert log["by_endpoint"] == {"GET /v1/licenses": 1, "GET /v1/licenses/{license_number}": 1, "unknown": 1}
    assert log["by_status"] == {"200": 1, "404": 2}
    assert (log["requests"][0]["query"], log["requests"][1]["request_id"]) == ({"limit": "1"}, "abc-2")


def test_a_forgotten_request_log_is_empty(client: Client) -> None:
    client.get("/v1/schema")
    client.delete("/_control/requests")
    assert client.get("/_control/requests").json["total"] == 0


def test_latency_can_be_set_while_running(client: Client) -> None:
    client.post("/_control/latency", {"milliseconds": 120})
    client.delete("/_control/requests")
    client.get("/v1/schema")
    assert client.get("/_control/requests").json["requests"][0]["milliseconds"] >= 120


def test_an_unknown_lever_names_the_known_ones(client: Client) -> None:
    reply = client.get("/_control/levers")
    assert reply.status == 404
    assert "POST /_control/change" in reply.json["error"]["message"]
