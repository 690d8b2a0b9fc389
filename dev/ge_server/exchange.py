"""A request as the endpoints see it, an answer as they give it, and the contract's errors."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, kw_only=True)
class Request:
    """One HTTP request; `number` counts requests since the server started, header names are lower case."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    request_id: str
    number: int

    def json_object(self) -> dict[str, Any]:
        """The body as a JSON object; ContractError with 400 when it's anything else."""
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            raise ContractError(400, "bad_request", "The body is not JSON.") from None
        if not isinstance(value, dict):
            raise ContractError(400, "bad_request", "The body has to be a JSON object.")
        return value


@dataclass(kw_only=True)
class Answer:
    """What is sent back. The last four fields exist for misbehaviour only.

    `ready`: send the body as it is, never compressed. `missing_bytes`: how much more the length promises.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    ready: bool = False
    missing_bytes: int = 0
    drip_seconds: float = 0.0
    drip_headers: bool = False


class ContractError(Exception):
    """An error of the contract: status, stable code, message, and the parameter at fault."""

    def __init__(
        self, status: int, code: str, message: str, *, field: str | None = None, retryable: bool = False
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.field, self.retryable = status, code, message, field, retryable


def encode(value: Any) -> bytes:
    """Compact UTF-8 JSON; escaped to ASCII where a lone surrogate leaves no other way."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def ok(value: Any, **headers: str) -> Answer:
    """A 200 with a JSON body."""
    return Answer(body=encode(value), headers=headers)


def error_answer(refused: ContractError, request_id: str) -> Answer:
    """The contract's error body."""
    body = {
        "code": refused.code,
        "message": refused.message,
        "request_id": request_id,
        "field": refused.field,
        "retryable": refused.retryable,
    }
    return Answer(status=refused.status, body=encode({"error": body}))


def split_target(target: str) -> tuple[str, dict[str, str]]:
    """The path and the query of a request target; a repeated parameter keeps its last value."""
    parts = urlsplit(target)
    return parts.path, {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
