"""The levers under /_control that a test or a person moves a running server with."""

from collections.abc import Callable
from random import Random
from typing import Any

from dev.ge_server.afterlife import end, revive
from dev.ge_server.days import change
from dev.ge_server.documents import TODAY
from dev.ge_server.edits import differences, remove_value, set_value
from dev.ge_server.exchange import Answer, ContractError, Request, ok
from dev.ge_server.records import Record
from dev.ge_server.switch import from_settings
from dev.ge_server.world import World

# Every change moves these, so the list of changes leaves them out.
_ALWAYS = ("version", "updated_at")


def day(world: World, request: Request) -> Answer:
    """POST {"day": 3}: live through every day up to that one."""
    asked = _whole_number(request.json_object(), "day")
    if asked < world.store.clock.day:
        raise ContractError(400, "day_over", f"Day {asked} is over: the server is at day {world.store.clock.day}.")
    if asked > world.store.clock.day:
        world.switches.end_night()
    counts = world.store.move_to(asked)
    return ok({"day": asked, "as_of": world.store.now()} | counts)


def change_some(world: World, request: Request) -> Answer:
    """POST {"count": 20, "seed": 3}: change exactly that many sound documents, and say what changed."""
    asked = request.json_object()
    count, seed = _whole_number(asked, "count"), _whole_number(asked | {"seed": asked.get("seed", 0)}, "seed")
    store = world.store
    with store.lock:
        numbers = store.sound_numbers()
        if count > len(numbers):
            raise ContractError(400, "too_many", f"Only {len(numbers)} documents can be changed.", field="count")
        chosen = sorted(Random(f"change/{seed}").sample(numbers, count))
        return ok({"changed": [_changed(world, store.records[number], seed) for number in chosen]})


def _changed(world: World, old: Record, seed: int) -> dict[str, Any]:
    made = old.document()
    change(made, Random(f"change/{seed}/{old.number}/{old.version}"), TODAY)
    return _report(old, world.store.revise(old, made))


def set_document(world: World, request: Request) -> Answer:
    """POST {"license_number": ..., "set": {path: value}, "remove": [path]}: any value anywhere in one document."""
    asked = request.json_object()
    number = str(asked.get("license_number"))
    edits, removals = asked.get("set", {}), asked.get("remove", [])
    if not isinstance(edits, dict) or not isinstance(removals, list) or not (edits or removals):
        raise ContractError(400, "bad_request", "Give set (paths to values), remove (a list of paths), or both.")
    with world.store.lock:
        old = world.store.records.get(number)
        if old is None or old.departure:
            raise ContractError(404, "license_not_found", f"There is no living licence {number}.")
        made = old.document()
        for path, value in edits.items():
            set_value(made, path, value)
        for path in removals:
            remove_value(made, str(path))
        if "version" not in edits and isinstance(made.get("version"), int):
            made["version"] += 1
        kept = {"updated_at": made["updated_at"]} if "updated_at" in edits else {}
        return ok(_report(old, world.store.revise(old, made, pinned=True, kept=kept)))


def misbehave(world: World, request: Request) -> Answer:
    """POST {"name": ..., "on": true, limits}: switch one on or off; without a name, {"on": false} is for all."""
    asked = request.json_object()
    if asked.get("on", True) is False:
        if "name" in asked:
            world.switches.turn_off(str(asked["name"]))
        else:
            world.switches.turn_off_all()
        return ok({"on": world.switches.active(), "licenses": []})
    try:
        switch = from_settings(asked)
    except ValueError as error:
        raise ContractError(400, "invalid_parameter", f"{error}.", field="name") from None
    licenses = world.switches.turn_on(switch)
    return ok({"on": world.switches.active(), "licenses": licenses})


def latency(world: World, request: Request) -> Answer:
    """POST {"milliseconds": 50}: how long every answer takes from now on."""
    world.latency_seconds = _whole_number(request.json_object(), "milliseconds") / 1000
    return ok({"milliseconds": round(world.latency_seconds * 1000)})


def requests(world: World, request: Request) -> Answer:
    return ok(world.log.read())


def forget_requests(world: World, request: Request) -> Answer:
    world.log.clear()
    return ok({"total": 0})


ROUTES: dict[tuple[str, str], Callable[[World, Request], Answer]] = {
    ("POST", "/_control/day"): day,
    ("POST", "/_control/change"): change_some,
    ("POST", "/_control/document"): set_document,
    ("POST", "/_control/end"): end,
    ("POST", "/_control/revive"): revive,
    ("POST", "/_control/misbehave"): misbehave,
    ("POST", "/_control/latency"): latency,
    ("GET", "/_control/requests"): requests,
    ("DELETE", "/_control/requests"): forget_requests,
}


def respond(world: World, request: Request) -> Answer:
    """The answer to a control request."""
    route = ROUTES.get((request.method, request.path))
    if route is None:
        known = ", ".join(f"{method} {path}" for method, path in ROUTES)
        raise ContractError(404, "not_found", f"Control knows: {known}.")
    return route(world, request)


def _report(old: Record, new: Record) -> dict[str, Any]:
    changes = [c for c in differences(old.document(), new.document()) if c["path"] not in _ALWAYS]
    head = {"license_number": new.number, "version": new.version, "updated_at": new.stamp, "etag": new.etag}
    return head | {"changes": changes}


def _whole_number(asked: dict[str, Any], name: str) -> int:
    value = asked.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ContractError(400, "invalid_parameter", f"{name} has to be a whole number, 0 or more.", field=name)
    return value
