"""Acts asked for over the API, each with its key: who asks again with that key gets the answer and no second act.

A key is claimed before its act and answered after it, in transactions of their own: the act has one itself. If the
program dies in between, nobody knows whether the act was done; so the key stays claimed, and asking again is refused.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db import transaction as django_transaction

from sixpence.basics.refused import Refused
from sixpence.store.encryption import seal_bytes, unseal_bytes
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction

_NOT_YET = 0  # the status of a claimed key without an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the HTTP status and the body."""

    status: int
    body: bytes = field(repr=False)


class StillBeingDone(Refused):
    """The key is claimed and has no answer: somebody is at it, or died over it."""


def claim(token: UUID, key: str, request_sha256: str, at: datetime) -> Answer | None:
    """The answer that was given to this key; None where the act is now the caller's to do, and to answer.

    Raises Refused where the key was used for another request, and StillBeingDone where it has no answer.
    """
    require_transaction()
    try:
        with django_transaction.atomic():
            models.IdempotencyKey.objects.create(
                token_id=token, key=key, request_sha256=request_sha256, status=_NOT_YET, answer=b"", at=at
            )
    except IntegrityError:
        pass
    else:
        return None
    row = models.IdempotencyKey.objects.get(token_id=token, key=key)
    if row.request_sha256 != request_sha256:
        raise Refused(f"the idempotency key {key!r} was used for another request: choose a new key for this one")
    if row.status == _NOT_YET:
        raise StillBeingDone(
            f"a request with the idempotency key {key!r} is being worked on since {row.at:%Y-%m-%d %H:%M:%S} UTC: "
            "wait, or look whether it was done before you ask again with a new key"
        )
    return Answer(row.status, unseal_bytes(bytes(row.answer), **_place(token, key)))


def keep_answer(token: UUID, key: str, answer: Answer) -> None:
    """Answer a key that was claimed; whoever asks again gets this."""
    require_transaction()
    sealed = seal_bytes(answer.body, **_place(token, key))
    claimed = models.IdempotencyKey.objects.filter(token_id=token, key=key, status=_NOT_YET)
    if not claimed.update(status=answer.status, answer=sealed):
        raise ValueError(f"the idempotency key {key!r} is not claimed, or answered already")


def let_go(token: UUID, key: str) -> None:
    """The act was refused and changed nothing: the key may be used again."""
    require_transaction()
    models.IdempotencyKey.objects.filter(token_id=token, key=key, status=_NOT_YET).delete()


def _place(token: UUID, key: str) -> dict[str, str]:
    return {"table": "idempotency_key", "row": f"{token}/{key}", "column": "answer"}
