"""Ways a licence document goes wrong. Each edits a document in place; where it finds nothing to spoil, it leaves it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from dev.ge_server.amounts import MONEY_PLACES, as_text, as_units
from dev.ge_server.documents import Document

Spoil = Callable[[Document, str, Random], None]

DATE_FORMS = {
    "slashes": "%d/%m/%Y",
    "short_year": "%d/%m/%y",
    "month_name": "%-d-%b-%Y",
    "month_name_short": "%-d-%b-%y",
    "zeros": "0000-00-00",
    "dash": "-",
}
INSTANT_FORMS = {"slashes": "%d/%m/%Y %H:%M:%S", "unpadded": "%Y-%m-%d %-H:%-M:%-S"}
NUMBER_FORMS: dict[str, Any] = {
    "indian": "2,36,297.47",
    "european": "1.234,5",
    "empty": "",
    "na": "NA",
    "exponent": "1e5",
    "nan": "NaN",
    "bare_nan": float("nan"),
}


def characters(document: Document, variant: str, _: Random) -> None:
    """NUL or a lone surrogate in two texts."""
    bad = {"nul": "\x00", "surrogate": "\ud83d"}[variant]
    for item in _rows(document, "import_items")[:1]:
        item["description"] = f"{item['description']}{bad}"
    document["condition_sheet"] = f"See overleaf{bad}"


def dates(document: Document, variant: str, _: Random) -> None:
    """Every date (and, in two forms, every instant) written another way."""
    for holder, key in _fields(document):
        value = holder[key]
        if _is_date(value) and variant in DATE_FORMS:
            holder[key] = date.fromisoformat(value).strftime(DATE_FORMS[variant])
        elif key.endswith("_at") and _is_instant(value) and variant in INSTANT_FORMS and holder is not document:
            holder[key] = datetime.fromisoformat(value).strftime(INSTANT_FORMS[variant])


def numbers(document: Document, variant: str, _: Random) -> None:
    """A money and a quantity in a form that is not decimal text."""
    document["cif_inr"] = NUMBER_FORMS[variant]
    for item in _rows(document, "import_items")[-1:]:
        item["quantity"] = NUMBER_FORMS[variant]


def lost_zeros(document: Document, variant: str, _: Random) -> None:
    """Leading zeros that a spreadsheet ate."""
    document["license_number"] = document["license_number"].removeprefix("0")
    document["exporter"]["iec"] = document["exporter"]["iec"].removeprefix("0")


def balances(document: Document, variant: str, rng: Random) -> None:
    """A negative balance, or one that is not credits minus debits."""
    balance = as_units(document["balance_cif_fc"], MONEY_PLACES)
    shown = -rng.randrange(1, 10**6) if variant == "negative" else balance + rng.randrange(1, 10**6)
    document["balance_cif_fc"] = as_text(shown, MONEY_PLACES)


def clock(document: Document, variant: str, _: Random) -> None:
    """`updated_at` a year ahead, or long before it was last."""
    moved = timedelta(days=365) if variant == "future" else timedelta(days=-400)
    document["updated_at"] = _moved(document["updated_at"], moved)


def stale(document: Document, variant: str, _: Random) -> None:
    """The version before this one, with an older text."""
    document["version"] = max(1, document["version"] - 1)
    document["condition_sheet"] = "An older text, from a replica that is behind."


def new_shapes(document: Document, variant: str, _: Random) -> None:
    """A status nobody knows, fields nobody knows, or a list that became an object."""
    if variant == "enum":
        document["status"] = "UNDER_REVIEW"
    elif variant == "field":
        document["green_channel"] = {"since": "2026-10-01", "level": 2}
        for item in _rows(document, "import_items")[:1]:
            item["restricted"] = True
    else:
        document["import_items"] = {str(row["serial_number"]): row for row in _rows(document, "import_items")}


def other_port(document: Document, variant: str, _: Random) -> None:
    """One bill of entry, all of its rows, under another port."""
    debits = [row for row in _rows(document, "bills_of_entry") if row["txn_type"] == "D"]
    for row in debits:
        if row["be_number"] == debits[0]["be_number"]:
            row["port_code"] = "INMAA1" if row["port_code"] != "INMAA1" else "INNSA1"


def reissued_transfer(document: Document, variant: str, _: Random) -> None:
    """The last transfer with an initiation time an hour later; where it has an id, the id stays."""
    for row in _rows(document, "transfers")[-1:]:
        row["initiated_at"] = _moved(row["initiated_at"], timedelta(hours=1))


def vanished_row(document: Document, variant: str, _: Random) -> None:
    """The last row of a list is gone, though the list says that it is complete."""
    document[variant] = _rows(document, variant)[:-1]


def empty_children(document: Document, variant: str, _: Random) -> None:
    """Every list empty beside `complete: true`."""
    for name in ("export_items", "import_items", "transfers", "bills_of_entry"):
        document[name] = []


def _rows(document: Document, name: str) -> list[dict[str, Any]]:
    """The rows of a list; none where another switch made something else of it."""
    rows = document[name]
    return rows if isinstance(rows, list) else []


def _moved(instant: str, by: timedelta) -> str:
    """An instant some time later; one that another switch wrote otherwise stays."""
    return (datetime.fromisoformat(instant) + by).isoformat() if _is_instant(instant) else instant


def _fields(value: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every object in a document with each of its keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield value, key
            yield from _fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner)


def _is_date(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and _is_instant(value)


def _is_instant(value: Any) -> bool:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
