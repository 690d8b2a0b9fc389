"""Whose turn it is, where each licence costs a request and the night has only so many."""

from django.db import connection
from django.utils import timezone

from project.ge_sync.contract.dates import IST
from project.ge_sync.statements import statement


def whose_turn(budget: int) -> tuple[list[str], int]:
    """The most urgent licences that are due, at most `budget`; and how many more are due."""
    with connection.cursor() as cursor:
        cursor.execute(statement("whose_turn"), {"today": timezone.now().astimezone(IST).date()})
        numbers = [row[0] for row in cursor.fetchall()]
    return numbers[:budget], len(numbers[budget:])
