"""Every act over the API has a key, and is done once however often it is asked for."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, TypeVar

from ninja import Header, Schema

from sixpence.actions.permissions import NotAllowed
from sixpence.api.access import Call
from sixpence.basics.refused import Refused
from sixpence.store import transaction
from sixpence.store.idempotency import Answer, claim, keep_answer, let_go

F = TypeVar("F", bound=Callable[..., Any])
_KEYS = r"^[!-~]{1,200}$"
Key = Annotated[str, Header(alias="Idempotency-Key", pattern=_KEYS, description="Yours, a new one for each act.")]


def once(act: F) -> F:
    """The endpoint takes an Idempotency-Key; asked again with the same key and request, it gives the same answer.

    The endpoint returns a Schema or a plain value. Where it refuses, nothing was changed and the key is free again.
    Where it dies, nobody knows: the key stays claimed, and asking again is refused.
    """

    @wraps(act)
    def keyed(request: Call, idempotency_key: str, **given: Any) -> Any:
        asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
        with transaction():
            before = claim(request.token, idempotency_key, asked, request.at)
        if before is not None:
            return json.loads(before.body)
        try:
            done = act(request, **given)
        except (Refused, NotAllowed):
            with transaction():
                let_go(request.token, idempotency_key)
            raise
        plain = _plain(done)
        with transaction():
            keep_answer(request.token, idempotency_key, Answer(200, json.dumps(plain).encode()))
        return plain

    found = signature(act)
    key = Parameter("idempotency_key", Parameter.KEYWORD_ONLY, annotation=Key)
    parameters = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in list(found.parameters.values())[1:]]
    first = next(iter(found.parameters.values()))
    keyed.__signature__ = found.replace(parameters=[first, *parameters, key])  # type: ignore[attr-defined]  # read by inspect
    keyed.__annotations__ = {**act.__annotations__, "idempotency_key": Key}
    return keyed  # type: ignore[return-value]  # with one parameter more than F says


def _plain(done: Any) -> Any:
    if isinstance(done, Schema):
        return done.model_dump(mode="json")
    if isinstance(done, list):
        return [_plain(each) for each in done]
    return done
