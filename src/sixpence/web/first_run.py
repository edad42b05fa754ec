"""An installation without an account leads to its set-up, whatever was asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sixpence.store.members import anybody_signs_in


class FirstRun:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._set_up = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._set_up = self._set_up or anybody_signs_in()
        if not self._set_up and not request.path.startswith((reverse("setup"), "/healthz", "/api/")):
            return redirect("setup")
        return self._get_response(request)
