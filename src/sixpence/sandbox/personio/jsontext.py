"""JSON text whose numbers are exactly the ones the account holds.

The standard encoder can write a Decimal only by way of a float, and it rewrites recorded numbers (`10.50` becomes
`10.5`). What a payroll reads must not depend on that, so the sandbox writes its own answers.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

_quoted = json.encoder.encode_basestring_ascii  # what json.dumps does with a text, without its ado


class NumberText(str):
    """A JSON number in the very characters in which it was recorded."""

    __slots__ = ()


def json_text(value: object) -> str:
    """`value` as JSON, in ASCII. A Decimal is written as a number, without trailing zeros after the point."""
    return _WRITERS[type(value)](value)


def _object_text(value: Mapping[str, object]) -> str:
    return "{" + ", ".join([f"{_quoted(key)}: {_WRITERS[type(item)](item)}" for key, item in value.items()]) + "}"


def _array_text(value: Sequence[object]) -> str:
    return "[" + ", ".join([_WRITERS[type(item)](item) for item in value]) + "]"


def _decimal_text(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Writers(dict[type, Callable[[Any], str]]):
    """How a type is written, found once: an answer has thousands of values, and few types."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        for known, writer in _FIRST_THAT_FITS:
            if issubclass(kind, known):
                self[kind] = writer
                return writer
        raise TypeError(f"{kind.__name__} has no JSON form here")


# A recorded number is a text too, and True a whole number.
_FIRST_THAT_FITS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (NumberText, str),
    (str, _quoted),
    (Mapping, _object_text),
    (list, _array_text),
    (tuple, _array_text),
    (type(None), lambda _: "null"),
    (bool, lambda value: "true" if value else "false"),
    (int, int.__repr__),
    (Decimal, _decimal_text),
)
_WRITERS = _Writers()
