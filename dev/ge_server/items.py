"""The export and import items of a licence, whose CIF values add up to the licence's to the paisa."""

from random import Random
from typing import Any

from dev.ge_server.amounts import MONEY_PLACES, QUANTITY_PLACES, as_text, as_units, in_rupees, split
from dev.ge_server.catalogue import Input, Product

Row = dict[str, Any]

# CIF values (in cents) that mean "limited only by the licence's value".
VALUE_FREE_CENTS = (0, 1, 10)


def export_items(rng: Random, product: Product, *, currency: str, rate: int) -> list[Row]:
    """One to three export items; `rate` is the rupee rate of the currency in ten-thousandths."""
    names = rng.sample(product.exports, k=min(len(product.exports), rng.choice((1, 1, 1, 2, 2, 3))))
    return [
        _export_item(rng, product, serial=serial, name=name, currency=currency, rate=rate)
        for serial, name in enumerate(names, start=1)
    ]


def _export_item(rng: Random, product: Product, *, serial: int, name: str, currency: str, rate: int) -> Row:
    cif_fc = rng.randrange(20_000_00, 400_000_00)
    fob_fc = cif_fc * rng.randrange(1200, 1650) // 1000
    fob_rate = rate * 100 + rng.randrange(-90_000, 90_000)
    return {
        "serial_number": serial,
        "description": name,
        "norm_class": product.norm_class,
        "net_quantity": as_text(fob_fc * 100 // product.cents_per_unit, 2),
        "uqc": "KGS",
        "fob_fc": as_text(fob_fc, MONEY_PLACES),
        "fob_inr": as_text(fob_fc * fob_rate // 10**6, MONEY_PLACES),
        "cif_fc": as_text(cif_fc, MONEY_PLACES),
        "cif_inr": as_text(in_rupees(cif_fc, rate), MONEY_PLACES),
        "fob_exchange_rate": as_text(fob_rate, 6),
        "value_addition": as_text((fob_fc - cif_fc) * 100_00 // cif_fc, 2),
        "currency": currency,
    }


def import_items(rng: Random, product: Product, *, cif_fc: int, cif_inr: int) -> list[Row]:
    """Three to twelve import items that share the licence's CIF (cents, paise); the first always has a value limit."""
    inputs = rng.sample(product.inputs, k=rng.choice((3, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 12)))
    free = [-1] + [rng.choice(VALUE_FREE_CENTS) if rng.random() < 0.25 else -1 for _ in inputs[1:]]
    weights = [rng.randrange(10, 100) if cents < 0 else 0 for cents in free]
    parts = split(cif_fc - sum(cents for cents in free if cents > 0), weights)
    values = [part if cents < 0 else cents for part, cents in zip(parts, free, strict=True)]
    rupees = split(cif_inr, values)
    weighty = cif_fc // len(inputs)
    return [
        _import_item(
            item,
            product.norm_class,
            serial=serial,
            cif_fc=value,
            cif_inr=paise,
            worth=weighty if value in VALUE_FREE_CENTS else value,
        )
        for serial, (item, value, paise) in enumerate(zip(inputs, values, rupees, strict=True), start=1)
    ]


def _import_item(item: Input, norm_class: str, *, serial: int, cif_fc: int, cif_inr: int, worth: int) -> Row:
    """`worth` is what the quantity is reckoned from: a value-free item has a quantity all the same."""
    quantity = as_text(worth * 10**QUANTITY_PLACES // item.cents_per_unit, QUANTITY_PLACES)
    return {
        "serial_number": serial,
        "hs_code": item.hs_code,
        "description": item.description,
        "quantity": quantity,
        "balance_quantity": quantity,
        "debited_quantity": "0.000",
        "uqc": item.uqc,
        "cif_fc": as_text(cif_fc, MONEY_PLACES),
        "cif_inr": as_text(cif_inr, MONEY_PLACES),
        "balance_cif_fc": as_text(cif_fc, MONEY_PLACES),
        "debited_cif_fc": "0.00",
        "condition_type": item.condition_type,
        "sion_norm": norm_class,
    }


def is_value_free(item: Row) -> bool:
    """Whether the item's CIF means "limited only by the licence's value"."""
    return as_units(item["cif_fc"], MONEY_PLACES) in VALUE_FREE_CENTS


def total(rows: list[Row], field: str) -> int:
    """The sum of a money field over rows, in smallest units."""
    return sum(as_units(row[field], MONEY_PLACES) for row in rows)
