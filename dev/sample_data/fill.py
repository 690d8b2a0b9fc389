"""The order in which the tables are filled: what is referred to comes first."""

from random import Random

from django.db import transaction

from dev.sample_data.goods import allot, declare
from dev.sample_data.licenses import grant
from dev.sample_data.reference import refer
from dev.sample_data.sales import invoice, trade


@transaction.atomic
def fill(*, seed: int, licenses: int) -> None:
    """All or nothing."""
    random = Random(seed)
    reference = refer(random)
    items = grant(random, reference, count=licenses)
    allotments = allot(random, reference, items)
    bills_of_entry = declare(random, reference, items, allotments)
    invoice(random, reference, items, bills_of_entry)
    trade(random, reference, items, bills_of_entry)
