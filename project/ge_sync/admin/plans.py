"""Runs that stopped before changes too large to be made unseen: what they would do, and the button that lets them."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from project.ge_sync.admin.wording import begun, link
from project.ge_sync.approval.releasing import releasable
from project.ge_sync.errors import PlanRefused
from project.ge_sync.models import HeldLicense, HeldPlan
from project.ge_sync.options import Options
from project.reports.admin.asking import confirm, go_to, require
from project.reports.admin.read_only import ReadOnlyAdmin
from project.runs.models import Kind, Outcome, Trigger
from project.runs.start import start


@admin.register(HeldPlan)
class HeldPlanAdmin(ReadOnlyAdmin):
    """What waits for a person."""

    list_display = ["run", "said_reasons", "released_by"]
    list_select_related = ["run", "released_by"]
    fields = ["run", "said_reasons", "licenses", "release"]
    readonly_fields = ["said_reasons", "licenses", "release"]
    says_when_empty = "A run that would change or delete too much at once stops, and waits here to be released."

    def get_queryset(self, request: HttpRequest) -> QuerySet[HeldPlan]:
        """Not those that a run is still weighing."""
        return super().get_queryset(request).filter(run__outcome=Outcome.NEEDS_APPROVAL)

    def get_urls(self) -> list[URLPattern]:
        """The page that releases one, beside the usual ones."""
        view = self.admin_site.admin_view(approve)
        return [path("<int:run_id>/approve/", view, name="ge_sync_approve"), *super().get_urls()]

    @admin.display(description="why it waits")
    def said_reasons(self, plan: HeldPlan) -> SafeString:
        """A line each."""
        return format_html_join(SafeString("<br>"), "{}", ((reason,) for reason in plan.reasons))

    @admin.display(description="what it would do")
    def licenses(self, plan: HeldPlan) -> SafeString:
        """The licences, each a link to its changes."""
        count = plan.licenses.count()
        page = reverse("admin:ge_sync_heldlicense_changelist")
        return link(f"{page}?plan__exact={plan.pk}", f"{count} licences, field by field")

    @admin.display(description="release")
    def release(self, plan: HeldPlan) -> SafeString:
        """The button, or who was faster."""
        if plan.released_by:
            return format_html("Released by {}", plan.released_by)
        return link(reverse("admin:ge_sync_approve", args=[plan.pk]), "Approve")


@admin.register(HeldLicense)
class HeldLicenseAdmin(ReadOnlyAdmin):
    """What a held plan would do to one licence."""

    list_display = ["license_number", "plan", "outcome", "code", "said_changes"]
    list_filter = ["outcome"]
    list_select_related = ["plan__run"]
    search_fields = ["license_number__startswith"]
    fields = ["plan", "license_number", "outcome", "code", "version", "ended_at", "said_changes"]
    readonly_fields = ["said_changes"]
    says_when_empty = "The licences of a plan that waits for approval stand here with every change."

    @admin.display(description="changes")
    def said_changes(self, held: HeldLicense) -> SafeString:
        """`update file_number: A → B`, a line each."""
        lines = ((c["operation"], c["field"], begun(c["old"]), begun(c["new"])) for c in held.changes)
        return format_html_join(SafeString("<br>"), "{} {}: {} → {}", lines)


def approve(request: HttpRequest, run_id: int) -> HttpResponse:
    """Release a plan: exactly it is written, unless something has changed since."""
    user = require(request, "ge_sync.change_heldplan")
    back = reverse("admin:ge_sync_heldplan_change", args=[run_id])
    try:
        plan = releasable(run_id)
    except PlanRefused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:ge_sync_heldplan_changelist"))
    if request.method == "POST":
        options = Options.of(plan.run).to_approve(run_id).as_json()
        scope = plan.run.scope
        return go_to(
            request, start(Kind.GE_SYNC, trigger=Trigger.MANUAL, scope=scope, requested_by=user, options=options)
        )
    count = plan.licenses.count()
    text = f"{' '.join(plan.reasons)} Approving writes exactly the changes to these {count} licences, and nothing else."
    return confirm(request, f"Approve the plan of run {run_id}", text, button="Approve", back=back)
