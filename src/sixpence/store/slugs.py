"""How a company is named in the addresses of its pages."""

from collections.abc import Collection
from itertools import count

from django.utils.text import slugify

_RESERVED = {"accounts", "api", "setup", "static", "invitation", "companies"}  # the first words of other addresses
_LONGEST = 60


def free_slug(name: str, taken: Collection[str]) -> str:
    """The name in small letters and dashes; with a number behind it where that is taken already."""
    plain = slugify(name)[:_LONGEST].strip("-") or "company"
    candidates = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
    return next(each for each in candidates if each not in taken and each not in _RESERVED)
