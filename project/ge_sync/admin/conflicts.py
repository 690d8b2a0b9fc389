"""Fields that both sides changed, and the two buttons that settle each."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from project.ge_sync.models import Conflict
from project.ge_sync.resolving import OURS, THEIRS, NotResolved, resolve
from project.reports.admin.asking import confirm, require
from project.reports.admin.read_only import ReadOnlyAdmin

_WORDS = {OURS: "ours", THEIRS: "the server's"}


@admin.register(Conflict)
class ConflictAdmin(ReadOnlyAdmin):
    """What a person has to decide."""

    list_display = ["license_number", "table", "key", "field", "ours", "theirs", "kept", "opened_at", "resolved_at"]
    list_filter = ["kept", ("resolved_at", admin.EmptyFieldListFilter)]
    search_fields = ["license_number__startswith"]
    fields = [
        "license_number", "table", "key", "field", "ours", "theirs", "kept", "run", "opened_at", "decide",
        "resolved_at", "resolved_by",
    ]  # fmt: skip
    readonly_fields = ["decide"]
    says_when_empty = "No field was changed both here and on the GE server."

    def get_urls(self) -> list[URLPattern]:
        """The page that settles one, beside the usual ones."""
        view = self.admin_site.admin_view(decide)
        return [path("<int:conflict_id>/take/<str:choice>/", view, name="ge_sync_resolve"), *super().get_urls()]

    @admin.display(description="decide")
    def decide(self, conflict: Conflict) -> SafeString:
        """Two buttons while it is open."""
        if conflict.resolved_at:
            return format_html("{}", "Resolved")
        links = [reverse("admin:ge_sync_resolve", args=[conflict.pk, choice]) for choice in (OURS, THEIRS)]
        return format_html('<a href="{}">Take ours</a> · <a href="{}">Take the server\'s</a>', *links)


def decide(request: HttpRequest, conflict_id: int, choice: str) -> HttpResponse:
    """Take one side's value; it stays until that side changes it again."""
    user = require(request, "ge_sync.change_conflict")
    conflict = get_object_or_404(Conflict, pk=conflict_id)
    if choice not in _WORDS:
        raise Http404(f"A conflict is settled by {' or '.join(_WORDS)}, not by {choice}.")
    back = reverse("admin:ge_sync_conflict_change", args=[conflict.pk])
    if request.method == "POST":
        try:
            resolve(conflict.pk, choice, user)
        except NotResolved as late:
            messages.error(request, str(late))
        else:
            messages.success(request, f"{conflict} is {_WORDS[choice]} now.")
        return HttpResponseRedirect(back)
    value = conflict.ours if choice == OURS else conflict.theirs
    text = f"{conflict.field} of licence {conflict.license_number} becomes: {'nothing' if value is None else value}"
    return confirm(request, f"Take {_WORDS[choice]}", text, button=f"Take {_WORDS[choice]}", back=back)
