"""Pounds handed in with an option."""

from sixpence.basics.money import pence_from_pounds
from sixpence.basics.refused import Refused


def pence_of(option: str, text: str) -> int:
    """Whole pence. Raises Refused naming the option."""
    try:
        return pence_from_pounds(text)
    except ValueError as problem:
        raise Refused(f"{option} {text!r} {problem}") from None
