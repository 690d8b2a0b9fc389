"""The page of a domain row: what every one of them does the same way."""

from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.forms import BaseModelFormSet
from django.http import HttpRequest

from project.core.admin.changed_fields import ChangedFieldsForm, save_changed, save_new

if TYPE_CHECKING:  # unfold has no types; its classes are Django's with another look
    from django.contrib.admin import ModelAdmin, TabularInline

    UnfoldModelAdmin = ModelAdmin[Any]
    UnfoldTabularInline = TabularInline[Any, Any]
else:
    from unfold.admin import ModelAdmin as UnfoldModelAdmin
    from unfold.admin import TabularInline as UnfoldTabularInline

SIGNATURE = ("created_on", "created_by", "modified_on", "modified_by")


class DomainAdmin(UnfoldModelAdmin):
    """Relations are searched, never listed; what the GE server owns can be typed into a new row only."""

    form = ChangedFieldsForm
    server_owned: tuple[str, ...] = ()
    list_per_page = 50
    ordering = ["-pk"]
    show_full_result_count = False
    warn_unsaved_form = True
    compressed_fields = True

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every relation: a drop-down with ten thousand licences would take the page down."""
        return relations(self.model)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Who made the row and when; and, once it exists, what the GE server says of it."""
        signature = [field.name for field in self.opts.concrete_fields if field.name in SIGNATURE]
        return [*self.readonly_fields, *signature, *(self.server_owned if obj else ())]

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Write the changed fields only."""
        if not change:
            save_new(obj, request.user)
        elif form.changed_data:
            save_changed(obj, form.changed_data, request.user)

    def save_formset(
        self, request: HttpRequest, form: Any, formset: "BaseModelFormSet[Any, Any]", change: bool
    ) -> None:
        """The same for the rows below it."""
        formset.save(commit=False)
        for row in formset.deleted_objects:
            row.delete()
        for row, changed in formset.changed_objects:
            save_changed(row, changed, request.user)
        for row in formset.new_objects:
            save_new(row, request.user)
        formset.save_m2m()


class DomainInline(UnfoldTabularInline):
    """Rows of a parent: thirty at a time, each with a link to its own page."""

    form = ChangedFieldsForm
    server_owned: tuple[str, ...] = ()
    extra = 0
    per_page = 30
    ordering = ["pk"]
    show_change_link = True

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every relation, as on a page of its own."""
        return relations(self.model)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Once the parent exists, what the GE server says."""
        return [*self.readonly_fields, *(self.server_owned if obj else ())]

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Below a row that exists, the server's rows are made by the sync: here they would lack what it owns."""
        return not (obj and self.server_owned) and super().has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The server's rows go with a tombstone, customs debits never."""
        return not (obj and self.server_owned) and super().has_delete_permission(request, obj)


class ServerInline(DomainInline):
    """Rows that come from the GE server only: shown, not typed."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """They are made by the sync."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """They follow the server."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """They go with a tombstone."""
        return False


def relations(model: type[Model]) -> list[str]:
    """The model's foreign keys and many-to-many fields."""
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return [field.name for field in fields if field.is_relation]
