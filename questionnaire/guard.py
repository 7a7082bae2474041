"""What every page of the questionnaire has in common: no copy kept, no foreign form.

There is no account and no session here, so the usual token would need a
second cookie. Instead a POST must come from a page of this site, and the
cookie is SameSite=Strict.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from rights.same_site import from_this_site

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """A page with answers on it: never stored, and its forms only from this site."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not from_this_site(request):
            return redirect("questionnaire:start")
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded
