"""What people type into cells, made neutral: days, amounts of pay, and what kind of thing a column holds.

Dates are in UK order, the day before the month. In a file that has them the other way round the days after the twelfth
are no days of the calendar, and it is refused.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sixpence.hr.words import plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(_MONTHS, start=1)},
    **{name: number for number, name in enumerate(_FULL_MONTHS, start=1)},
    "sept": 9,
}
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
# 04-00-04 is a sort code, so a year of two digits makes a date with slashes alone.
_UK = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_UK_NAMED = re.compile(r"(?P<day>[0-9]{1,2})[ -](?P<month>[A-Za-z]{3,9})[ -](?P<year>[0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}")
_EARLIEST_YEAR = 1900

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?%?")
_AMOUNT = re.compile(r"(?P<sign>[£€]?)\s*(?P<number>-?([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})(\.[0-9]{1,6})?)")
_MOST_OPTIONS = 25

_INTERVALS = {
    "hourly": ("hour", "hourly", "per hour", "an hour", "ph", "p h"),
    "weekly": ("week", "weekly", "per week", "a week", "pw", "p w"),
    "fortnightly": ("fortnight", "fortnightly", "per fortnight", "two weekly", "2 weekly"),
    "four-weekly": ("four weekly", "4 weekly", "every four weeks", "every 4 weeks"),
    "monthly": ("month", "monthly", "per month", "a month", "pm", "p m", "pcm", "calendar month", "calendar monthly"),
    "quarterly": ("quarter", "quarterly", "per quarter"),
    "half-yearly": ("half yearly", "half year", "every six months"),
    "yearly": ("year", "yearly", "per year", "a year", "annual", "annually", "per annum", "pa", "p a"),
}
_INTERVAL_OF = {word: interval for interval, words in _INTERVALS.items() for word in words}
_SIGNS = {"£": "GBP", "€": "EUR"}
_CURRENCY_WORDS = {"£": "GBP", "€": "EUR", "pounds": "GBP", "pound": "GBP", "sterling": "GBP", "pounds sterling": "GBP"}


def looks_like_a_day(text: str) -> bool:
    """Whether somebody meant a date, be it a possible one or not."""
    day = _MIDNIGHT.sub("", text)
    return any(shape.fullmatch(day) for shape in (_ISO, _UK, _UK_NAMED, _SHORT_YEAR))


def iso_day(text: str) -> str:
    """ "2026-11-30" from it, 30/11/2026, 30.11.2026, 30-Nov-2026 or 30 November 2026.

    Raises ValueError with the reason, in words that do not hold the value.
    """
    day = _MIDNIGHT.sub("", text)
    if _SHORT_YEAR.fullmatch(day):
        raise ValueError("has a year of two digits: write all four")
    match = _ISO.fullmatch(day) or _UK.fullmatch(day) or _UK_NAMED.fullmatch(day)
    if match is None:
        raise ValueError("is not a date, though the column holds dates: write 30/11/2026 or 2026-11-30")
    name = match["month"]
    month = int(name) if name.isdigit() else _MONTH_NUMBERS.get(name.lower(), 0)
    try:
        found = date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        raise ValueError("is not a day of the calendar: dates are day, month, year") from None
    if found.year < _EARLIEST_YEAR:
        raise ValueError(f"is a date before {_EARLIEST_YEAR}")
    return found.isoformat()


def kind_of(texts: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The type of a column, in the words of `HrAttribute`, and the options where it is a list.

    It holds dates when more than half of what is filled looks like one, so that a slip among them is found.
    """
    filled = [text for text in texts if text]
    if sum(looks_like_a_day(text) for text in filled) * 2 > len(filled):
        return "date", ()
    if filled and all(_INTEGER.fullmatch(text) for text in filled):
        return "integer", ()
    if filled and all(_DECIMAL.fullmatch(text) for text in filled):
        return "decimal", ()
    words = tuple(sorted(set(filled)))
    if words and len(words) <= _MOST_OPTIONS and len(words) * 2 <= len(filled):
        return "list", words
    return "standard", ()


def amount(text: str) -> tuple[str, str]:
    """An amount as plain decimal text, and the currency its sign gives or "": "£1,234.50" is ("1234.50", "GBP").

    Raises ValueError with the reason.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise ValueError("is not an amount such as 1234.56 or £1,234.56")
    return f"{Decimal(match['number'].replace(',', '')):f}", _SIGNS.get(match["sign"], "")


def interval(text: str) -> str:
    """What an amount is for, "" for an empty text. Raises ValueError with the reason."""
    if not text:
        return ""
    found = _INTERVAL_OF.get(plain(text))
    if found is None:
        raise ValueError(f"is not what a salary can be for: {', '.join(_INTERVALS)}")
    return found


def currency(text: str) -> str:
    """An ISO code, "" for an empty text. Raises ValueError with the reason."""
    known = _CURRENCY_WORDS.get(text.casefold(), text.upper())
    if known and not re.fullmatch(r"[A-Z]{3}", known):
        raise ValueError("is not a currency of three letters, such as GBP")
    return known
