"""The eight endpoints of the contract, and the portal's one."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from dev.ge_server import cursors, pages, portal
from dev.ge_server.exchange import Answer, ContractError, Request, ok
from dev.ge_server.records import Record
from dev.ge_server.world import World

CONTRACT_FILE = Path(__file__).parents[2] / "docs" / "ge_api.yaml"


class Route(NamedTuple):
    """One endpoint: a short name for switches, its path, and what answers it."""

    short: str
    method: str
    template: str
    answer: Callable[[World, Request, str], Answer]
    needs_session: bool = True

    @property
    def name(self) -> str:
        """Its name in the request log."""
        return f"{self.method} {self.template}"


def session(world: World, request: Request, _: str) -> Answer:
    return ok(world.sessions.open(request))


def list_licenses(world: World, request: Request, _: str) -> Answer:
    return Answer(body=pages.licenses_page(world.store, request))


def one_license(world: World, request: Request, number: str) -> Answer:
    held = _held(world, number)
    if held.etag in _etags(request):
        return Answer(status=304, headers={"ETag": held.etag})
    return Answer(body=held.body, headers={"ETag": held.etag})


def ownership(world: World, request: Request, number: str) -> Answer:
    document = _held(world, number).document()
    names = ("license_number", "version", "updated_at", "ownership", "transfers", "transfers_complete")
    return ok({name: document[name] for name in names if name in document})


def bills_of_entry(world: World, request: Request, number: str) -> Answer:
    return Answer(body=pages.bills_of_entry_page(world.store, _held(world, number), request))


def tombstones(world: World, request: Request, _: str) -> Answer:
    return Answer(body=pages.tombstones_page(world.store, request))


def schema(world: World, request: Request, _: str) -> Answer:
    return ok({"version": pages.SCHEMA_VERSION, "sha256": hashlib.sha256(CONTRACT_FILE.read_bytes()).hexdigest()})


def control_totals(world: World, request: Request, _: str) -> Answer:
    cursors.instant(request, "as_of")
    return ok(world.totals.now())


ROUTES = (
    Route("session", "POST", "/v1/session", session, needs_session=False),
    Route("list", "GET", "/v1/licenses", list_licenses),
    Route("license", "GET", "/v1/licenses/{license_number}", one_license),
    Route("ownership", "GET", "/v1/licenses/{license_number}/ownership", ownership),
    Route("bills-of-entry", "GET", "/v1/licenses/{license_number}/bills-of-entry", bills_of_entry),
    Route("tombstones", "GET", "/v1/tombstones", tombstones),
    Route("schema", "GET", "/v1/schema", schema),
    Route("control-totals", "GET", "/v1/control-totals", control_totals),
)
# Not of the contract: the portal that a person logs in to, as the adapter dgft_ownership asks it.
PORTAL = Route(
    "portal",
    "POST",
    "/portal/ownership",
    lambda world, request, _: portal.ownership(world, request),
    needs_session=False,
)
_LICENSE_PATH = re.compile(r"(/v1/licenses/)([^/]+)(/.*)?")
_BY_NAME = {route.name: route for route in (*ROUTES, PORTAL)}


def find(request: Request) -> tuple[Route | None, str]:
    """The route of a request, if there is one, and the licence number in its path."""
    match = _LICENSE_PATH.fullmatch(request.path)
    template = f"{match[1]}{{license_number}}{match[3] or ''}" if match else request.path
    return _BY_NAME.get(f"{request.method} {template}"), match[2] if match else ""


def respond(world: World, request: Request, route: Route | None, number: str) -> Answer:
    """The sound answer to a request; ContractError where the contract has an error for it."""
    if route is None:
        raise ContractError(404, "not_found", f"There is no {request.method} {request.path}.")
    if route.needs_session:
        world.sessions.check(request)
    return route.answer(world, request, number)


def _held(world: World, number: str) -> Record:
    held = world.store.records.get(number)
    if held is None:
        raise ContractError(404, "license_not_found", f"There is no licence {number}.")
    if held.departure:
        raise ContractError(410, f"license_{held.departure.reason}", f"Licence {number} was {held.departure.reason}.")
    return held


def _etags(request: Request) -> list[str]:
    given = request.headers.get("if-none-match", "")
    return [etag.strip().removeprefix("W/") for etag in given.split(",")]
