"""Signing in and out, and the second factor: what allauth is told, and what of it goes into the log."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from sixpence.actions.today import now
from sixpence.store import transaction
from sixpence.store.events import record
from sixpence.store.members import user_named
from sixpence.store.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from set-up and from invitations alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        address = str(credentials.get("email", "")).strip().lower()
        # An address nobody here has is not kept: it may be a password typed into the wrong field.
        _tell("sign-in failed", address if user_named(address) else "somebody unknown")


@receiver(user_logged_in)
def _signed_in(user: User, **_: Any) -> None:
    _tell("signed in", user.email)


@receiver(user_logged_out)
def _signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        _tell("signed out", user.email)


@receiver(password_changed)
@receiver(password_reset)
def _password_changed(user: User, **_: Any) -> None:
    _tell("password changed", user.email)


@receiver(authenticator_added)
def _factor_added(user: User, authenticator: Any, **_: Any) -> None:
    _tell("second factor added", user.email, str(authenticator.type))


@receiver(authenticator_removed)
def _factor_removed(user: User, authenticator: Any, **_: Any) -> None:
    _tell("second factor removed", user.email, str(authenticator.type))


@receiver(authenticator_reset)
def _factor_reset(user: User, authenticator: Any, **_: Any) -> None:
    _tell("second factor renewed", user.email, str(authenticator.type))


def _tell(kind: str, email: str, factor: str = "") -> None:
    with transaction():
        record(kind=kind, subject="sign-in", detail={"factor": factor} if factor else {}, actor=email, at=now())
