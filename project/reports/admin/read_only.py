"""Rows that are looked at and never typed."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:  # unfold has no types; its class is Django's with another look
    from django.contrib.admin import ModelAdmin

    UnfoldModelAdmin = ModelAdmin[Any]
else:
    from unfold.admin import ModelAdmin as UnfoldModelAdmin


class ReadOnlyAdmin(UnfoldModelAdmin):
    """What workers write is theirs: adding, changing and deleting are off for everybody.

    An empty list says what would be here and how to get it.
    """

    says_when_empty = ""
    list_before_template = "reports/admin/empty_list.html"
    show_full_result_count = False
    list_per_page = 50
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Runs are asked for, never typed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A record that can be edited is none."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Retention deletes."""
        return False
