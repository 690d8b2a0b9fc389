"""Sources: how far each has come, how fresh that is, why one isn't asked now, and where a person gives a session."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from project.ge_sync.adapters import portal_session
from project.ge_sync.http.paced import name_of
from project.ge_sync.models import Source
from project.ge_sync.reporting.freshness import PROMISED_PERCENT, freshness
from project.reports.admin.read_only import ReadOnlyAdmin

if TYPE_CHECKING:  # the stubs' class takes a parameter that Django's does not
    ModelForm = forms.ModelForm[Source]
else:
    ModelForm = forms.ModelForm

_NO_KEY = (
    "SECRET_KEY is not set: the session is kept encrypted with it, and no worker could read this one. Set it first."
)


class SessionForm(ModelForm):
    """One field; everything else about a source is written by the workers."""

    new_session = forms.CharField(
        label="Session of the portal",
        required=False,
        max_length=4000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Log in at the portal and paste its cookie, as name=value. It is kept encrypted and never shown.",
    )

    class Meta:
        model = Source
        fields: tuple[str, ...] = ()

    def clean_new_session(self) -> str:
        """A header can carry it, and a worker can read it."""
        cookie: str = self.cleaned_data["new_session"]
        if not (cookie.isascii() and cookie.isprintable()):
            raise forms.ValidationError("A cookie is one line of plain characters, such as name=value.")
        if cookie and settings.SECRET_KEY_IS_TEMPORARY:
            raise forms.ValidationError(_NO_KEY)
        return cookie


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    """How far the sync with a server has come, and whether it is asked."""

    form = SessionForm
    list_display = ["name", "watermark", "standing", "session_standing"]
    readonly_fields = ["name", "watermark", "said_freshness", "standing", "session_standing"]
    fields = [*readonly_fields, "new_session"]
    says_when_empty = "The first sync leaves the server and its watermark here, a pause it asks for too."

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only to give the portal's session."""
        is_portal = obj is not None and settings.GE_DGFT_URL and obj.name == name_of(settings.GE_DGFT_URL)
        return bool(is_portal and request.user.has_perm("ge_sync.change_source"))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The session where it can be given."""
        return self.fields if self.has_change_permission(request, obj) else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        """Only the session: the rest of the row may have moved on since the page was opened."""
        if cookie := form.cleaned_data["new_session"]:
            portal_session.given(obj.name, cookie)

    @admin.display(description="freshness")
    def said_freshness(self, source: Source) -> str:
        """As things are now, beside the promise."""
        return f"{freshness()} (promised: {PROMISED_PERCENT:.0f} %)"

    @admin.display(description="asked now")
    def standing(self, source: Source) -> str:
        """In words."""
        now = timezone.now()
        if source.pause_until and source.pause_until > now:
            return f"no, the server wants to be left alone until {_clock(source.pause_until)}"
        if source.open_until and source.open_until > now:
            return f"no, until {_clock(source.open_until)}: {source.reason}"
        return f"by one worker, to see whether it is back: {source.reason}" if source.open_until else "yes"

    @admin.display(description="session")
    def session_standing(self, source: Source) -> str:
        """Whether there is one; never which."""
        if source.session and source.session_until and source.session_until > timezone.now():
            return f"number {source.session_number}, until {_clock(source.session_until)}"
        return "none"


def _clock(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%d %B, %H:%M:%S")
