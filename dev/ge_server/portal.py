"""The portal's ownership answer, in the portal's own words: a form is posted with the cookie of a person's session."""

from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from dev.ge_server.exchange import Answer, ContractError, Request, ok
from dev.ge_server.world import World

_TRANSFER = {
    "fromIEC": "from_iec",
    "toIEC": "to_iec",
    "fromIecEntityName": "from_name",
    "toIecEntityName": "to_name",
    "transferStatus": "status",
    "transferInitiationDate": "initiated_at",
    "transferDate": "transfer_date",
    "transferacceptanceDate": "accepted_at",
    "cbicStatus": "cbic_status",
    "cbicResponseDate": "cbic_response_at",
    "userIdTransferInitiation": "user_id_initiation",
    "userIdAcceptance": "user_id_acceptance",
}


def ownership(world: World, request: Request) -> Answer:
    """`scripNumber` in the form; the cookie `session` is a token of `POST /v1/session`."""
    cookie = SimpleCookie(request.headers.get("cookie", "")).get("session")
    if cookie is None or not world.sessions.is_living(cookie.value):
        raise ContractError(401, "session_over", "The session is missing or over: log in again.")
    number = parse_qs(request.body.decode("ascii", "replace")).get("scripNumber", [""])[-1]
    held = world.store.records.get(number)
    if held is None:
        raise ContractError(404, "license_not_found", f"There is no licence {number}.")
    document = held.document()
    owners = document["ownership"]
    return ok(
        {
            "scripNumber": number,
            "scripTransfer": [
                {theirs: row.get(ours) for theirs, ours in _TRANSFER.items()} for row in document["transfers"]
            ],
            "meisScripCurrentOwnerDtls": _owner(owners["reported_owner"]),
            "meisScripOriginalOwnerDtls": _owner(owners["original_owner"])
            | {"validity": owners["original_owner"]["validity"]},
        }
    )


def _owner(company: dict[str, Any]) -> dict[str, Any]:
    return {"iec": company["iec"], "firm": company["name"]}
