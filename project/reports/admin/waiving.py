"""The page on which a person accepts a finding: GET shows what will be accepted, POST (with CSRF) does it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from project.accounts.models import User
from project.reports.models import Finding, Waiver
from project.runs.models import Kind
from project.waivers import NEVER_WAIVED

AUDITS = (Kind.SCHEMA_AUDIT, Kind.MIGRATION_AUDIT)


class WaiverForm(forms.Form):
    """What a waiver needs besides the finding."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), help_text="Why it may stay as it is.")
    owner = forms.CharField(max_length=255, help_text="Who answers for it until then.")
    until = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}), help_text="The last day; then it is open again."
    )

    def clean_until(self) -> Any:
        """A waiver that has ended already would cover nothing."""
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError("This day has passed: choose today or a later one.")
        return until


def may_be_waived(finding: Finding) -> bool:
    """Open findings of the audits, but not those that say that nothing could be checked."""
    return (
        finding.kind in AUDITS and not finding.resolved_at and not finding.waived and finding.code not in NEVER_WAIVED
    )


def waive(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Accept a finding with exactly the values it was last seen with."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm("reports.add_waiver"):
        raise PermissionDenied("This needs the permission reports.add_waiver.")
    finding = get_object_or_404(Finding, pk=finding_id)
    seen = finding.observations.exclude(document={}).order_by("-run_id").first()
    if seen is None or not may_be_waived(finding):
        raise Http404(f"Finding {finding_id} is not open, or can't be waived.")
    form = WaiverForm(request.POST or None)
    bound = _bound(finding, seen.document)
    if before := Waiver.objects.filter(**bound, until__gte=timezone.localdate()).first():
        messages.warning(request, f"It is accepted until {before.until} already; nothing was added.")
        return HttpResponseRedirect(_page(finding))
    if form.is_valid():
        granted = Waiver.objects.create(**bound, **form.cleaned_data, granted_by=user)
        messages.success(request, f"Accepted until {granted.until}: from the next check on it counts as waived.")
        return HttpResponseRedirect(_page(finding))
    context = {"finding": finding, "document": seen.document, "form": form, "back": _page(finding)}
    shown = {**site.each_context(request), **context, "title": f"Accept {finding}"}
    return TemplateResponse(request, "reports/admin/waive.html", shown)


def _bound(finding: Finding, document: dict[str, Any]) -> dict[str, Any]:
    """What the waiver is for: the place, and the values that were last seen there."""
    return {
        "kind": finding.kind,
        "code": finding.code,
        "table": finding.table,
        "column": finding.column,
        "object": finding.object,
        "expected": document.get("expected"),
        "actual": document.get("actual"),
    }


def _page(finding: Finding) -> str:
    return reverse("admin:reports_finding_change", args=[finding.pk])
