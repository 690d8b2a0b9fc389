"""Rows written by COPY are what was given, whatever stands in them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from project.bill_of_entry.models import BillOfEntryModel
from project.ge_sync.models import Change, HeldPlan
from project.ge_sync.write.insert import insert, next_ids
from project.license.models import LicenseDetailsModel
from project.runs.models import Kind, Run

pytestmark = pytest.mark.django_db
ODD = ["a\tb", "a\nb", "a\r\nb", "back\\slash", "\\N", "\\.", "100 % %s %(x)s", "Crème", "\u2028", "'\"", "", " "]


def bills(*rows: dict[str, Any]) -> list[BillOfEntryModel]:
    """The bills of entry that these columns come to."""
    insert(BillOfEntryModel, [{"bill_of_entry_number": str(n)} | row for n, row in enumerate(rows)], now=timezone.now())
    return list(BillOfEntryModel.objects.order_by("pk"))


@pytest.mark.parametrize("text", ODD)
def test_any_text_arrives_as_it_was(text: str) -> None:
    (bill,) = bills({"invoice_no": text, "comments": text})

    assert (bill.invoice_no, bill.comments) == (text, text)


def test_what_is_not_given_is_the_columns_default() -> None:
    now = timezone.now()

    (bill,) = bills({})

    assert (bill.exchange_rate, bill.product_name, bill.is_fetch, bill.port_id) == (Decimal(0), "", False, None)
    assert bill.created_on >= now
    assert bill.modified_on == bill.created_on


def test_nothing_is_null_where_a_column_can_be_and_else_its_default() -> None:
    (bill,) = bills({"bill_of_entry_date": None, "exchange_rate": None})

    assert (bill.bill_of_entry_date, bill.exchange_rate) == (None, Decimal(0))


def test_rows_with_different_columns_go_together() -> None:
    first, second = bills({"cha": "A"}, {"bill_of_entry_date": date(2026, 2, 2), "more": "than the table has"})

    assert (first.cha, first.bill_of_entry_date) == ("A", None)
    assert (second.cha, second.bill_of_entry_date) == (None, date(2026, 2, 2))


def test_json_arrives_as_it_was_and_an_own_default_is_made_for_each_row() -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC)
    fields = [{"field": "description", "old": None, "new": text} for text in ODD]
    row = {"run_id": run.pk, "license_number": "0310837893", "table": "t", "key": "k", "operation": "update"}

    insert(Change, [row | {"position": 0, "fields": fields}, row | {"position": 1}], now=timezone.now())
    insert(HeldPlan, [{"run_id": run.pk}], now=timezone.now())

    assert [change.fields for change in Change.objects.order_by("position")] == [fields, []]
    assert HeldPlan.objects.get().reasons == []


def test_ids_that_were_asked_for_are_the_rows_and_never_given_twice() -> None:
    first, second = next_ids({BillOfEntryModel: 2})[BillOfEntryModel]

    assert [bill.pk for bill in bills({"id": second}, {"id": first})] == [first, second]
    assert next_ids({LicenseDetailsModel: 0, BillOfEntryModel: 1})[BillOfEntryModel] > [second]
    assert next_ids({BillOfEntryModel: 0}) == {BillOfEntryModel: []}


def test_text_that_cannot_be_stored_is_refused_and_not_changed() -> None:
    with pytest.raises((DatabaseError, ValueError)):
        bills({"comments": "nul \0"})
