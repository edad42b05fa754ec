"""The door for calls of HR. Whoever has the token may knock; what a call leads to is `actions/webhooks.py`."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sixpence.actions.today import now
from sixpence.actions.webhooks import LARGEST_BODY, take_call


@csrf_exempt  # no browser calls here, and no cookie counts
@require_POST
def personio(request: HttpRequest, company: str) -> HttpResponse:
    """A call of Personio's, answered at once."""
    answer = take_call(company, request.headers, request.read(LARGEST_BODY + 1), at=now())
    return HttpResponse(answer.line, status=answer.status, content_type="text/plain; charset=utf-8")
