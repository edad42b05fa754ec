"""What every page is inside of: the menu, the theme, and the pages for when something is not there or went wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from sixpence.store.members import memberships_of
from sixpence.store.models import User
from sixpence.web.demo import demo_served
from sixpence.web.rooms import rooms_for

_THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every template. The theme is kept in a cookie, so that a page never flashes in the other one."""
    theme = request.COOKIES.get("theme", "")
    context: dict[str, Any] = {"theme": theme if theme in _THEMES else "", "member": None, "demo": demo_served()}
    user = getattr(request, "user", None)
    if (member := getattr(request, "member", None)) is not None:
        context |= {"member": member, "menu": rooms_for(member)}
    if isinstance(user, User):
        context["companies"] = SimpleLazyObject(lambda: memberships_of(user.id))  # a piece of a page asks for none
    return context


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "sixpence/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Says nothing of what went wrong: that is in the log of the server, without personal data."""
    return render(request, "sixpence/failed.html", status=500)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "sixpence/forgery.html", status=403)


def healthy(_request: HttpRequest) -> HttpResponse:
    """For whatever watches the service."""
    return HttpResponse("ok", content_type="text/plain")
