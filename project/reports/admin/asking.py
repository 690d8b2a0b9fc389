"""The pages behind the buttons: asking for a run, cancelling one, asking for it again.

GET shows what will happen, POST (with CSRF) does it; each view checks the permission itself.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from project.accounts.models import User
from project.reports.admin.explained import EXPLAINED
from project.runs.closing import request_cancel
from project.runs.license_scope import NotALicenseNumberError, license_scope, ten_digits
from project.runs.models import Kind, Run, Trigger
from project.runs.start import Started, start


def run_now(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a run of one kind, for all of it."""
    user = require(request, "runs.add_run")
    if kind not in Kind.values:
        raise Http404(f"No kind of run is called {kind}.")
    wanted = Kind(kind)
    if request.method == "POST":
        return go_to(request, start(wanted, trigger=Trigger.MANUAL, requested_by=user))
    return confirm(request, f"Run {wanted.label} now", EXPLAINED[wanted], button="Run now")


def run_license(request: HttpRequest) -> HttpResponse:
    """Ask for the sync of one licence."""
    user = require(request, "runs.add_run")
    asked = (request.POST.get("license") or request.GET.get("license") or "").strip()
    problem = ""
    if request.method == "POST":
        try:
            number, warning = ten_digits(asked)
        except NotALicenseNumberError as error:
            problem = str(error)
        else:
            if warning:
                messages.warning(request, warning)
            scope = license_scope(number)
            return go_to(request, start(Kind.GE_SYNC, trigger=Trigger.MANUAL, scope=scope, requested_by=user))
    return confirm(
        request,
        "Sync one licence now",
        "This asks the GE server for one licence and takes over what changed; it doesn't wait for the night.",
        button="Sync now",
        ask_license=True,
        license=asked,
        problem=problem,
    )


def cancel(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask an open run to stop; what it has finished stays."""
    require(request, "runs.change_run")
    run = get_object_or_404(Run, pk=run_id)
    if request.method == "POST":
        if request_cancel(run.pk):
            _say(request, messages.SUCCESS, run, "{} was asked to stop; what it has finished stays.")
        else:
            _say(request, messages.WARNING, run, "{} had finished already.")
        return HttpResponseRedirect(_page(run))
    text = "The worker stops at its next step; what it has finished stays, and the run counts as cancelled."
    return confirm(request, f"Cancel {run}", text, button="Cancel the run", back=_page(run))


def retry(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask again for what a finished run was asked for."""
    user = require(request, "runs.add_run")
    run = get_object_or_404(Run, pk=run_id)
    if request.method == "POST":
        again = start(Kind(run.kind), trigger=Trigger.MANUAL, scope=run.scope, requested_by=user, options=run.options)
        return go_to(request, again)
    text = "A new run of the same kind and scope is queued; this one keeps its report."
    return confirm(request, f"Run again: {run}", text, button="Run again", back=_page(run))


def require(request: HttpRequest, permission: str) -> User:
    """Who asks, if that person may; PermissionDenied names what is missing."""
    if isinstance(request.user, User) and request.user.has_perm(permission):
        return request.user
    raise PermissionDenied(f"This needs the permission {permission}.")


def go_to(request: HttpRequest, started: Started) -> HttpResponse:
    """Say what became of the request, and go to the run; a second click lands on the same one."""
    if not started.created:
        _say(request, messages.WARNING, started.run, "{} is " + started.run.state + " already; nothing was added.")
    elif started.rung:
        _say(request, messages.SUCCESS, started.run, "{} was queued.")
    else:
        _say(
            request,
            messages.WARNING,
            started.run,
            "{} is queued in the database; Redis can't be reached, so it starts later, when that is back.",
        )
    return HttpResponseRedirect(_page(started.run))


def _say(request: HttpRequest, level: int, run: Run, sentence: str) -> None:
    link = format_html('<a href="{}">{}</a>', _page(run), str(run))
    messages.add_message(request, level, format_html(sentence, link))


def _page(run: Run) -> str:
    return reverse("admin:runs_run_change", args=[run.pk])


def confirm(request: HttpRequest, title: str, text: str, **context: Any) -> HttpResponse:
    """The page that says what a button will do, with the button that does it."""
    shown = {**site.each_context(request), "back": reverse("admin:index"), **context, "title": title, "text": text}
    return TemplateResponse(request, "reports/admin/confirm.html", shown)
