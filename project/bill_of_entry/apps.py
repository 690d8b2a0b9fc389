"""The Django application of bill_of_entry."""

from django.apps import AppConfig


class BillOfEntryConfig(AppConfig):
    """Bills of entry."""

    name = "project.bill_of_entry"
    label = "bill_of_entry"
    default_auto_field = "django.db.models.BigAutoField"
