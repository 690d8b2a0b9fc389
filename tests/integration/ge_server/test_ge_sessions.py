"""Logging in, and what happens without."""

import pytest

from .conftest import Client, Start


def test_a_wrong_secret_opens_no_session(client: Client) -> None:
    reply = client.post("/v1/session", {"client_id": "dev", "client_secret": "nonsense"})
    assert (reply.status, reply.json["error"]["code"]) == (401, "invalid_client")


def test_a_session_says_how_long_it_lives(client: Client) -> None:
    reply = client.post("/v1/session", {"client_id": "dev", "client_secret": "dev"})
    assert (reply.status, reply.json["expires_in"], reply.json["token_type"]) == (200, 1200, "Bearer")


@pytest.mark.parametrize("header", ["", "Bearer nonsense", "Basic ZGV2OmRldg=="])
def test_nothing_is_answered_without_a_token(client: Client, header: str) -> None:
    for path in ("/v1/licenses", "/v1/licenses/0000000000", "/v1/tombstones", "/v1/schema", "/v1/control-totals"):
        reply = client.get(path, Authorization=header)
        assert (reply.status, reply.json["error"]["code"]) == (401, "session_over")


def test_a_token_that_has_run_out_is_refused(start: Start) -> None:
    client = start(token_seconds=0)
    assert client.get("/v1/schema").status == 401


def test_a_login_that_is_not_json_is_refused(client: Client) -> None:
    assert client.post("/v1/session", ["dev", "dev"]).status == 400
