"""What a field mapping may do to a value on its way: say what an amount is for, turn a date round.

Words of lists are matched in `words`; digits, spaces and dropped zeros are put right for every mapping, in `mapped`.
"""

import re

from sixpence.hr.records import HrMoney, HrValue

_INTERVALS = {
    "pounds a year": "yearly",
    "pounds a quarter": "quarterly",
    "pounds a month": "monthly",
    "pounds every four weeks": "four-weekly",
    "pounds every two weeks": "fortnightly",
    "pounds a week": "weekly",
    "pounds an hour": "hourly",
}
_DAY_FIRST = "day/month/year"
_DATES = frozenset({"birth_date", "start_date", "leaving_date", "director_since"})
TRANSFORMS: dict[str, frozenset[str]] = {
    **{name: frozenset({"hourly_rate" if each == "hourly" else "salary"}) for name, each in _INTERVALS.items()},
    _DAY_FIRST: _DATES,
}
"""By each transform the fields it is for."""

_POUNDS = re.compile(r"£?\s*([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(\.[0-9]{1,9})?")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


def transformed(transform: str, value: HrValue) -> HrValue:
    """The value after the transform; "" is none. Raises ValueError with the reason, which does not hold the value."""
    if transform in _INTERVALS:
        return _pay(_INTERVALS[transform], value)
    if transform == _DAY_FIRST and isinstance(value, str) and "-" not in value:
        match = _DAY_MONTH_YEAR.fullmatch(value.strip())
        if not match:
            raise ValueError("is not a date written day/month/year, such as 30/11/2026")
        day, month, year = match.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return value


def _pay(interval: str, value: HrValue) -> HrMoney:
    """HR's currency and interval where it states them: a mapping may fill a gap, and not overrule HR."""
    if isinstance(value, HrMoney):
        if value.interval not in ("", interval):
            raise ValueError("is for another interval in HR than the field mapping says")
        return HrMoney(value.amount, value.currency, interval)
    match = _POUNDS.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError("is not an amount in pounds, such as 50000 or 4166.67")
    return HrMoney(f"{match[1].replace(',', '')}{match[2] or ''}", "GBP", interval)
