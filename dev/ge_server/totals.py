"""Control totals over all living licences, for reconciliation."""

from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any

from dev.ge_server.documents import Document
from dev.ge_server.pages import SCHEMA_VERSION
from dev.ge_server.store import Store

SUMS = ("cif_fc", "cif_inr", "fob_fc", "fob_inr", "balance_cif_fc", "balance_cif_inr")
CHILDREN = ("export_items", "import_items", "transfers", "bills_of_entry")


class ControlTotals:
    """Counts and sums of the store, worked out again only after a change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._revision = -1
        self._totals: dict[str, Any] = {}

    def now(self) -> dict[str, Any]:
        """The answer of `GET /v1/control-totals`; sums add all currencies: a checksum, not an amount of money."""
        if self._revision != self._store.revision:
            with self._store.lock:
                self._revision = self._store.revision
                self._totals = _totals(self._store)
        return {"schema_version": SCHEMA_VERSION, "as_of": self._store.now()} | self._totals


def _totals(store: Store) -> dict[str, Any]:
    documents = [held.clean_document() for held in store.records.values() if not held.departure]
    return {
        "licenses": len(documents),
        "by_status": dict(sorted(Counter(str(document["status"]) for document in documents).items())),
        "sums": {field: f"{sum(_amount(document, field) for document in documents):.2f}" for field in SUMS},
        "children": {name: sum(len(document[name]) for document in documents) for name in CHILDREN},
    }


def _amount(document: Document, field: str) -> Decimal:
    """The value of a money field; what a person set to something else counts as nothing."""
    try:
        value = Decimal(str(document.get(field) or 0))
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)
