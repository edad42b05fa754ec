"""Personio's values, both versions, made neutral: local dates, names out of nests, amounts with currency and interval.

Source: the response schemas of `GET /v1/company/employees`, `/v2/persons` and `/v2/compensations`, and a recorded UK
account of 2023.
"""

import json
import re
from decimal import Decimal

from sixpence.basics.refused import Refused
from sixpence.hr.records import HrMoney, HrValue
from sixpence.hr.sources.personio.answers import Json, as_object, as_text

_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:.]+(Z|[+-][0-9:]+)?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_INTERVALS = {
    "hourly": "hourly",
    "weekly": "weekly",
    "monthly": "monthly",
    "quarterly": "quarterly",
    "half-yearly": "half-yearly",
    "half yearly": "half-yearly",
    "yearly": "yearly",
    "annually": "yearly",
}


def neutral(value: Json, kind: str) -> HrValue:
    """A value of an attribute of that type; `kind` is the type's name in either version, "" if unsaid."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict):
        return _name(value)
    if isinstance(value, list):
        return tuple(_name(item) if isinstance(item, dict) else as_text(item) for item in value)
    if value is None:
        return None
    if kind == "tags":
        return _tags(value)
    return local_date(value) if kind in ("date", "") else value


def local_date(text: str) -> str:
    """The day out of "2015-08-01T00:00:00+01:00"; any other text as it stands.

    The offset is that of the account's own time zone. Converted to UTC, every summer date would be a day early.
    """
    match = _MIDNIGHT.fullmatch(text)
    return match[1] if match else text


def money(amount: Json, currency: str, interval: str) -> HrValue:
    """An amount of pay. None where there is none; text that is no number stays text, for the mapping to report."""
    text = as_text(amount).strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        return text
    word = interval.strip().lower().replace("_", "-")
    return HrMoney(f"{Decimal(text):f}", currency.strip().upper(), _INTERVALS.get(word, word))


def source_id(value: Json) -> str:
    """The id of a person. It becomes our employee id, so anything but letters, digits, - and _ is refused."""
    text = as_text(value)
    if not _ID.fullmatch(text):
        raise Refused("Personio sent a person without a usable id: sync again, and ask Personio if it stays")
    return text


def _name(nested: Json) -> str:
    """The name in a department, office or the like; of a supervisor, first and last name."""
    attributes = as_object(as_object(nested).get("attributes"))
    if isinstance(attributes.get("name"), str):
        return as_text(attributes["name"])
    parts = (as_text(as_object(attributes.get(key)).get("value")) for key in ("first_name", "last_name"))
    return " ".join(part for part in parts if part)


def _tags(text: str) -> tuple[str, ...]:
    """Several choices: joined by commas, since 2026 also a JSON list inside the text."""
    if text.startswith("["):
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            listed = None
        if isinstance(listed, list) and all(isinstance(tag, str) for tag in listed):
            return tuple(listed)
    return tuple(tag.strip() for tag in text.split(",") if tag.strip())
