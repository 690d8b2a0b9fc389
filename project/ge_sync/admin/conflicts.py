"""Fields that both sides changed, and the two buttons that settle each."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from project.ge_sync.admin.wording import begun, link, row_named
from project.ge_sync.models import Conflict
from project.ge_sync.resolving import OURS, THEIRS, NotResolved, resolve
from project.reports.admin.asking import confirm, require
from project.reports.admin.read_only import ReadOnlyAdmin

_WORDS = {OURS: "ours", THEIRS: "the server's"}


@admin.register(Conflict)
class ConflictAdmin(ReadOnlyAdmin):
    """What a person has to decide."""

    list_display = [
        "license_number", "said_row", "field", "said_ours", "said_theirs", "stands", "opened_at", "resolved_at",
    ]  # fmt: skip
    list_filter = ["kept", ("resolved_at", admin.EmptyFieldListFilter)]
    search_fields = ["license_number__startswith"]
    fields = [
        "licence", "said_row", "field", "ours", "theirs", "stands", "run", "opened_at", "decide", "resolved_at",
        "resolved_by",
    ]  # fmt: skip
    readonly_fields = ["licence", "said_row", "stands", "decide"]
    says_when_empty = "No field was changed both here and on the GE server."

    def get_urls(self) -> list[URLPattern]:
        """The page that settles one, beside the usual ones."""
        view = self.admin_site.admin_view(decide)
        return [path("<int:conflict_id>/take/<str:choice>/", view, name="ge_sync_resolve"), *super().get_urls()]

    @admin.display(description="licence")
    def licence(self, conflict: Conflict) -> SafeString:
        """Where it stands with the server."""
        page = reverse("admin:ge_sync_syncedlicense_change", args=[conflict.license_number])
        return link(page, conflict.license_number)

    @admin.display(description="row")
    def said_row(self, conflict: Conflict) -> str:
        """In words."""
        return row_named(conflict.table, conflict.key, conflict.license_number)

    @admin.display(description="ours")
    def said_ours(self, conflict: Conflict) -> str:
        """How it begins."""
        return begun(conflict.ours)

    @admin.display(description="the server's")
    def said_theirs(self, conflict: Conflict) -> str:
        """How it begins."""
        return begun(conflict.theirs)

    @admin.display(description="stood until decided", ordering="kept")
    def stands(self, conflict: Conflict) -> str:
        """Whose value the row had from the sync on."""
        return "ours" if conflict.kept else "the server's"

    @admin.display(description="decide")
    def decide(self, conflict: Conflict) -> SafeString:
        """Two buttons while it is open."""
        if conflict.resolved_at:
            return format_html("{}", "Resolved")
        links = [reverse("admin:ge_sync_resolve", args=[conflict.pk, choice]) for choice in (OURS, THEIRS)]
        return format_html("{} · {}", link(links[0], "Take ours"), link(links[1], "Take the server's"))


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
