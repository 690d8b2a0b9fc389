"""docs/ge_api.yaml against what the server answers and what the client asks."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis import checks

from dev.ge_server.endpoints import ROUTES
from dev.ge_server.odd_answers import ERRORS
from project.ge_sync.adapters.configured import configured_source
from project.ge_sync.adapters.source import Source
from project.ge_sync.errors import BeingAmended, GERefused, GEUnavailable
from project.ge_sync.http import asker

from .conftest import Start

TEXT = (Path(__file__).parents[3] / "docs" / "ge_api.yaml").read_text()
SPEC: dict[str, Any] = yaml.safe_load(TEXT)
OPERATIONS = [(path, method) for path, item in SPEC["paths"].items() for method in item if method in ("get", "post")]
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
ENDPOINTS = {route.template: route.short for route in ROUTES}
MEANING = {"4": GERefused, "5": GEUnavailable}
API = schemathesis.openapi.from_dict(SPEC)


@pytest.fixture
def settings_of_a_client(settings: Any, transactional_db: None) -> Callable[[int], Source]:
    """The sync's own source for a server on a port."""

    def source(port: int) -> Source:
        settings.GE_BASE_URL, settings.GE_CLIENT_ID, settings.GE_CLIENT_SECRET = (
            f"http://127.0.0.1:{port}",
            "dev",
            "dev",
        )
        settings.GE_REQUESTS_PER_SECOND = 10_000.0
        return configured_source()

    return source


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{method} {path}" for path, method in OPERATIONS])
def test_whatever_is_asked_is_answered_as_the_contract_says(start: Start, path: str, method: str) -> None:
    client = start(licenses=20)
    number = min(client.documents())
    url = f"http://127.0.0.1:{client.port}"

    @hypothesis_settings(
        max_examples=12,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(case=API[path][method.upper()].as_strategy(), known=st.booleans())
    def ask(case: schemathesis.Case, known: bool) -> None:
        if known and "license_number" in case.path_parameters:
            case.path_parameters["license_number"] = number
        answer = case.call(base_url=url, headers=client.headers)
        case.validate_response(answer, checks=CHECKS)

    ask()


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{method} {path}" for path, method in OPERATIONS])
def test_every_error_is_one_that_the_contract_has(start: Start, path: str, method: str) -> None:
    client = start(licenses=20)
    number = {"license_number": min(client.documents())} if "{" in path else {}
    case = API[path][method.upper()].Case(path_parameters=number, **({"body": {}} if method == "post" else {}))
    switches = [("error_status", status) for status in ERRORS] + [("limit_without_wait", ""), ("session_lost", "")]
    for name, variant in switches:
        client.post("/_control/misbehave", {"name": name, "variant": variant, "endpoint": ENDPOINTS[path]})
        answer = case.call(base_url=f"http://127.0.0.1:{client.port}", headers=client.headers)
        case.validate_response(answer, checks=CHECKS[1:])
        assert str(answer.status_code) == (variant or {"limit_without_wait": "429", "session_lost": "401"}[name])
        client.post("/_control/misbehave", {"name": name, "on": False})


@pytest.mark.parametrize("status", ERRORS)
def test_the_client_knows_what_every_error_means(
    start: Start, settings_of_a_client: Any, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    monkeypatch.setattr(asker, "RETRY_SECONDS", (0, 0, 0, 0))
    client = start(licenses=20)
    source = settings_of_a_client(client.port)
    number = min(client.documents())
    client.post("/_control/misbehave", {"name": "error_status", "variant": status, "endpoint": "license"})

    with pytest.raises(MEANING[status[0]]) as met:
        source.document(number, etag="")

    assert isinstance(met.value, BeingAmended) == (status == "409")


class Log:
    """What a real sync asked, as the server saw it."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self.method, self.path, self.query = entry["method"].lower(), entry["path"], entry["query"]

    def operation(self) -> dict[str, Any]:
        """The contract's own, with the parameters of its path."""
        for path, item in SPEC["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), self.path) and self.method in item:
                return {
                    **item[self.method],
                    "parameters": [*item.get("parameters", []), *item[self.method].get("parameters", [])],
                }
        raise AssertionError(f"the contract has no {self.method} {self.path}")


def _resolved(part: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        found: Any = SPEC
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


def test_the_client_asks_for_nothing_but_what_the_contract_has(start: Start, settings_of_a_client: Any) -> None:
    client = start(licenses=20)
    source = settings_of_a_client(client.port)
    for since in (None, datetime(2026, 11, 1, tzinfo=UTC)):
        for full in (True, False):
            list(source.pages(updated_since=since, full=full))
        list(source.tombstones(since=since))
    source.control_totals(as_of=datetime(2026, 11, 1, tzinfo=UTC))
    number = min(client.documents())
    etag = source.document(number, etag="").etag
    assert source.document(number, etag=etag).document is None

    asked = [Log(entry) for entry in client.get("/_control/requests").json["requests"]]

    assert {(one.method, one.operation()["operationId"]) for one in asked} >= {
        ("post", "openSession"),
        ("get", "listLicenses"),
        ("get", "getLicense"),
        ("get", "listTombstones"),
        ("get", "getControlTotals"),
    }
    for one in asked:
        known = {_resolved(each)["name"]: _resolved(each) for each in one.operation()["parameters"]}
        for name, value in one.query.items():
            schema = _resolved(known[name]["schema"])
            typed = int(value) if schema["type"] == "integer" else value
            jsonschema.validate(typed, schema, format_checker=jsonschema.FormatChecker())
