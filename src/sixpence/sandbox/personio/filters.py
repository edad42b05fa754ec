"""The filters of a request, read strictly: one that is wrong, or that the sandbox does not have, is refused."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from starlette.requests import Request

from sixpence.sandbox.personio.account import Person


class BadParameter(Exception):
    """A query parameter that is not taken; the text is the error's detail."""


def refuse_unknown(request: Request, known: Sequence[str]) -> None:
    """Raise BadParameter for a filter the sandbox does not have: ignoring it would be a wrong answer."""
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise BadParameter(f"The sandbox does not know the parameter {unknown[0]}.")


def listed(request: Request, name: str) -> set[str] | None:
    """The values of a filter that takes several, separated by commas; None when it was not sent."""
    text = request.query_params.get(name)
    return None if text is None else set(text.split(","))


def day(request: Request, name: str) -> date | None:
    """A date such as 2026-11-01; None when it was not sent."""
    text = request.query_params.get(name)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise BadParameter(f"{name} must be a date such as 2026-11-01.") from None


def moment(request: Request, name: str) -> datetime | None:
    """A moment in ISO 8601, in UTC when it says no offset; None when it was not sent."""
    text = request.query_params.get(name)
    try:
        # A plus sign that was not escaped arrives as a space.
        found = None if text is None else datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise BadParameter(f"{name} must be a moment such as 2026-11-01T09:30:00Z.") from None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


class Times:
    """`created_at` or `updated_at` with its `.gt` and `.lt`, as sent with one request."""

    def __init__(self, request: Request, *names: str) -> None:
        self._of = [
            (
                name.removesuffix("_at"),
                moment(request, name),
                moment(request, f"{name}.gt"),
                moment(request, f"{name}.lt"),
            )
            for name in names
        ]

    def match(self, person: Person) -> bool:
        """Whether the person was entered and changed within the times asked for. An exact time is one of a second."""
        for name, exactly, after, before in self._of:
            at: datetime = getattr(person, name)
            if exactly is not None and at.replace(microsecond=0) != exactly.replace(microsecond=0):
                return False
            if (after is not None and at <= after) or (before is not None and at >= before):
                return False
        return True


def time_filters(*names: str) -> tuple[str, ...]:
    """The parameters that Times reads."""
    return tuple(f"{name}{suffix}" for name in names for suffix in ("", ".gt", ".lt"))
