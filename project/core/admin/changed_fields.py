"""A form saves only what was changed in it: one opened yesterday can't undo what last night's sync wrote."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm  # has no type argument when it runs


class ChangedFieldsForm(ModelForm):
    """Carries the values it was opened with (as hidden inputs) and compares with those, not with today's row.

    Where a person left a value alone, the row's own stays, whatever was written behind the open form.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carried = () if self.instance.pk is None else tuple(self._carry())

    def _carry(self) -> Iterable[str]:
        for name, field in self.fields.items():
            if not isinstance(field, forms.FileField):  # an empty file input already means "unchanged"
                field.show_hidden_initial = True
                yield name

    def clean(self) -> dict[str, Any]:
        """Put the row's own values back where nothing was changed, so that the rest is checked against them."""
        super().clean()
        for name in self.carried:
            if name in self.cleaned_data and name not in self.changed_data:
                self.cleaned_data[name] = self._stored(name)
        return self.cleaned_data

    def _stored(self, name: str) -> Any:
        value = getattr(self.instance, name)
        return value.all() if self.instance._meta.get_field(name).many_to_many else value


def save_new(row: Model, user: AbstractBaseUser | AnonymousUser) -> None:
    """Insert the row, signed where the table has the columns."""
    for name in _columns(row) & {"created_by", "modified_by"}:
        setattr(row, name, user)
    row.save()


def save_changed(row: Model, changed: Iterable[str], user: AbstractBaseUser | AnonymousUser) -> None:
    """Update these fields of the row and nothing else, signed where the table has the columns."""
    columns = _columns(row)
    if "modified_by" in columns:
        row.modified_by = user  # type: ignore[attr-defined]  # the line above asked
    row.save(update_fields=columns & {*changed, "modified_by", "modified_on"})


def _columns(row: Model) -> set[str]:
    return {field.name for field in row._meta.concrete_fields}
