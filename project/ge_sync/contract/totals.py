"""Control totals as the contract writes them."""

from typing import Any

from project.ge_sync.adapters.source import ControlTotals
from project.ge_sync.contract.dates import instant
from project.ge_sync.contract.decimals import decimal
from project.ge_sync.contract.notes import Notes
from project.ge_sync.contract.parse import read_object
from project.ge_sync.contract.shape import Field, Object
from project.ge_sync.contract.texts import whole
from project.ge_sync.errors import ContractViolation

SUMS = ("cif_fc", "cif_inr", "fob_fc", "fob_inr", "balance_cif_fc", "balance_cif_inr")
CHILDREN = ("export_items", "import_items", "transfers", "bills_of_entry")
_count = Field(whole(least=0), null=False, required=True)
_sum = Field(decimal(digits=30, places=2), null=False)
TOTALS = Object(
    {
        "as_of": Field(instant, null=False, required=True),
        "licenses": _count,
        "sums": Object(dict.fromkeys(SUMS, _sum), required=True),
        "children": Object(dict.fromkeys(CHILDREN, _count), required=True),
    }
)


def read_totals(raw: Any) -> ControlTotals:
    """The answer of `GET /v1/control-totals`; ContractViolation with the path of what is wrong in it."""
    values = read_object(raw, TOTALS, "", Notes())
    return ControlTotals(
        as_of=values["as_of"],
        licenses=values["licenses"],
        by_status=_by_status(raw.get("by_status")),
        sums=values["sums"],
        children=values["children"],
    )


def _by_status(raw: object) -> dict[str, int]:
    """Counts under the names of statuses, whatever these are."""
    if not isinstance(raw, dict) or not all(type(count) is int and count >= 0 for count in raw.values()):
        raise ContractViolation(path="by_status", expected="a count for each status", got=raw)
    return dict(raw)
