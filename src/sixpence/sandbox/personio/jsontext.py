"""JSON text whose numbers are exactly the ones the account holds.

The standard encoder can write a Decimal only by way of a float, and it rewrites recorded numbers (`10.50` becomes
`10.5`). What a payroll reads must not depend on that, so the sandbox writes its own answers.
"""

import json
from collections.abc import Mapping
from decimal import Decimal

_quoted = json.encoder.encode_basestring_ascii  # what json.dumps does with a text, without its ado


class NumberText(str):
    """A JSON number in the very characters in which it was recorded."""

    __slots__ = ()


def json_text(value: object) -> str:
    """`value` as JSON, in ASCII. A Decimal is written as a number, without trailing zeros after the point."""
    if isinstance(value, str):
        return str(value) if isinstance(value, NumberText) else _quoted(value)
    if isinstance(value, dict | Mapping):  # a dict is found at once, which asking for a Mapping alone is not
        return "{" + ", ".join([f"{_quoted(key)}: {json_text(item)}" for key, item in value.items()]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join([json_text(item) for item in value]) + "]"
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, Decimal):
        return _decimal_text(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def _decimal_text(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
