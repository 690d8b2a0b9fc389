"""Documents in every odd notation that the contract accepts, written as the contract writes them.

Read here without a line of the sync's own code, so that it can be held against the rows.
"""

import re
from datetime import datetime
from typing import Any

_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%b-%Y", "%d-%b-%y")
_INSTANTS = ("%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S")
_MONEY = {"quantity": 3, "balance_quantity": 3, "debited_quantity": 3, "qty": 3}
_IEC = ("iec", "from_iec", "to_iec", "importer_iec", "license_number")


def as_the_contract_writes(value: Any, name: str = "") -> Any:  # noqa: PLR0911  (one for each notation)
    """The same document; what no notation of the contract is stays as it was."""
    if isinstance(value, dict):
        return {key: as_the_contract_writes(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_the_contract_writes(inner) for inner in value]
    if not isinstance(value, str):
        return value
    if name.endswith(("_date", "validity")):
        return _first_that_reads(value, _DATES, "%Y-%m-%d")
    if name.endswith("_at"):
        return _first_that_reads(value, _INSTANTS, "%Y-%m-%dT%H:%M:%S+05:30")
    if name in _IEC and len(value) == 9 and value.isdigit():
        return f"0{value}"
    if re.fullmatch(r"-?[\d,]+\.\d+", value) and "," in value:
        plain = value.replace(",", "")
        whole, _, part = plain.partition(".")
        return f"{whole}.{part:0<{_MONEY.get(name, 2)}}"
    return value


def _first_that_reads(text: str, forms: tuple[str, ...], into: str) -> str:
    for form in forms:
        try:
            return datetime.strptime(text, form).strftime(into)  # noqa: DTZ007  (the offset is in `into`)
        except ValueError:
            continue
    return text
