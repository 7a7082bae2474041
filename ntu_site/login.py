"""The login of editors: name, password and, where it is demanded, a code."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_otp import match_token
from wagtail.admin.forms.auth import LoginForm


class SecondFactorLogin(LoginForm):
    """Asks the code of the authenticator app together with the password."""

    otp_token = forms.CharField(
        label=_("Code of your authenticator app"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # So that a password manager can fill them in (WCAG 3.3.8).
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"
        if not settings.EDITOR_SECOND_FACTOR:
            del self.fields["otp_token"]

    def clean(self):
        cleaned = super().clean()
        user = self.get_user()
        if settings.EDITOR_SECOND_FACTOR and user:
            # The same words as for a wrong password: they do not tell which one was wrong.
            user.otp_device = match_token(user, cleaned.get("otp_token", ""))
            if user.otp_device is None:
                raise self.get_invalid_login_error()
        return cleaned
