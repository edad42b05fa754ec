"""A refusal from a use case becomes a message on the page it was asked from; nothing was changed, nothing is lost."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sixpence.basics.refused import Refused
from sixpence.people.entries import NotAnEntry


class Refusals:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        sentence = as_sentence(error)
        if getattr(request, "htmx", False):
            return as_notice(request, sentence, status=422)
        if request.method == "POST" and (back := _page_before(request)):
            messages.error(request, sentence)
            response = redirect(back)
            response.status_code = 303
            return response
        return render(request, "sixpence/refused.html", {"why": sentence}, status=409)


def as_notice(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    """For htmx: the line stands among the notices of the page, whatever it wanted to change."""
    response = render(request, "sixpence/notice.html", {"text": sentence, "kind": "error"}, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
    return response


def as_sentence(error: Refused | NotAnEntry) -> str:
    """Its line, as a sentence of a page."""
    line = str(error)
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "?", "!")) else ".")


def _page_before(request: HttpRequest) -> str:
    """The path of the page the form was on; "" where the browser does not say, or it was not ours."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return ""
    return before.path + (f"?{before.query}" if before.query else "")
