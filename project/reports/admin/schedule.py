"""Beat's own tables in the look of the other pages.

Beat's action that starts tasks past the rows of runs is left out: "Run now" does that, and nothing runs twice.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django_celery_beat import admin as beat
from django_celery_beat.models import ClockedSchedule, CrontabSchedule, IntervalSchedule, PeriodicTask, SolarSchedule
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

if TYPE_CHECKING:  # unfold has no types; its classes are Django's with another look
    from django.contrib.admin import ModelAdmin, TabularInline

    UnfoldModelAdmin = ModelAdmin[Any]
    UnfoldTabularInline = TabularInline[Any, Any]
else:
    from unfold.admin import ModelAdmin as UnfoldModelAdmin
    from unfold.admin import TabularInline as UnfoldTabularInline

for model in (PeriodicTask, IntervalSchedule, CrontabSchedule, SolarSchedule, ClockedSchedule):
    admin.site.unregister(model)


class TaskSelect(UnfoldAdminSelectWidget, beat.TaskSelectWidget):  # type: ignore[misc]  # neither has types
    """The registered tasks, in unfold's drop-down."""


class PeriodicTaskForm(beat.PeriodicTaskForm):  # type: ignore[misc]  # no types
    """Beat's form; the two fields it declares itself would otherwise keep Django's widgets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].widget = UnfoldAdminTextInputWidget()
        self.fields["regtask"].widget = TaskSelect()


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(beat.PeriodicTaskAdmin, UnfoldModelAdmin):  # type: ignore[misc]  # no types
    """When what is started."""

    form = PeriodicTaskForm
    list_display = ("name", "enabled", "scheduler", "last_run_at")
    list_filter = ("enabled",)
    actions = ("enable_tasks", "disable_tasks")
    date_hierarchy = None


class UsedBy(UnfoldTabularInline):
    """The tasks of a schedule."""

    model = PeriodicTask
    fields = readonly_fields = ("name", "task", "enabled")
    can_delete = False
    extra = 0
    show_change_link = True
    verbose_name_plural = "used by"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tasks are added on their own page."""
        return False


@admin.register(CrontabSchedule)
class CrontabScheduleAdmin(beat.CrontabScheduleAdmin, UnfoldModelAdmin):  # type: ignore[misc]  # no types
    """Times of day."""

    inlines = (UsedBy,)


@admin.register(ClockedSchedule)
class ClockedScheduleAdmin(beat.ClockedScheduleAdmin, UnfoldModelAdmin):  # type: ignore[misc]  # no types
    """Single moments."""

    inlines = (UsedBy,)


@admin.register(IntervalSchedule, SolarSchedule)
class OtherScheduleAdmin(UnfoldModelAdmin):
    """Every so often, and by the sun."""

    inlines = (UsedBy,)
