"""Values at JSON paths such as `import_items[0].quantity`, and what differs between two documents."""

import re
from collections.abc import Iterator
from typing import Any

from dev.ge_server.exchange import ContractError

_PATH = re.compile(r"\w+(\[\d+\]|\.\w+)*")
_STEP = re.compile(r"\[(\d+)\]|(\w+)")


def set_value(document: Any, path: str, value: Any) -> None:
    """Put a value at a path; one past the end of a list appends."""
    holder, last = _holder(document, path)
    if isinstance(holder, list) and last == len(holder):
        holder.append(value)
        return
    try:
        holder[last] = value
    except (IndexError, KeyError, TypeError):
        raise _no_place(path) from None


def remove_value(document: Any, path: str) -> None:
    """Take the key or row at a path away."""
    holder, last = _holder(document, path)
    try:
        del holder[last]
    except (IndexError, KeyError, TypeError):
        raise _no_place(path) from None


def _holder(document: Any, path: str) -> tuple[Any, str | int]:
    if not _PATH.fullmatch(path):
        raise _no_place(path)
    steps: list[str | int] = [int(index) if index else name for index, name in _STEP.findall(path)]
    holder = document
    for step in steps[:-1]:
        try:
            holder = holder[step]
        except (IndexError, KeyError, TypeError):
            raise _no_place(path) from None
    return holder, steps[-1]


def _no_place(path: str) -> ContractError:
    message = f"The document has no place {path!r}: write it like import_items[0].quantity."
    return ContractError(400, "invalid_path", message, field=path)


def differences(old: Any, new: Any, path: str = "") -> Iterator[dict[str, Any]]:
    """Every {path, old, new} between two JSON values; a row or key on one side only has null on the other."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old | new:
            yield from differences(old.get(key), new.get(key), f"{path}.{key}" if path else key)
    elif isinstance(old, list) and isinstance(new, list):
        for index in range(max(len(old), len(new))):
            before, after = (rows[index] if index < len(rows) else None for rows in (old, new))
            yield from differences(before, after, f"{path}[{index}]")
    elif old != new or type(old) is not type(new):
        yield {"path": path, "old": old, "new": new}
