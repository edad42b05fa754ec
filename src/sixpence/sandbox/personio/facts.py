"""Facts about a person as somebody in HR states them: by name, checked against the account, refused in one line."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sixpence.sandbox.personio.account import (
    Account,
    CustomAttribute,
    CustomValue,
    Gender,
    Interval,
    Kind,
    OtherEmployment,
    Pay,
    Person,
)

Named = TypeVar("Named")


class WrongFact(ValueError):
    """A fact that an account cannot hold; the text says which, and what it could be."""


def read_facts(account: Account, facts: Mapping[str, object], person: Person | None = None) -> dict[str, Any]:
    """The fields of a Person that `facts` set. Custom attributes and pay are added to those that `person` has.

    A custom attribute goes by its name, key or label, and None empties it. Pay is `{"from", "amount", "interval"}` and
    takes the place of pay from the same day. `other_employments` is a list of tables, in place of those there were.
    Raises WrongFact.
    """
    unknown = [name for name in facts if name not in _READERS and name not in ("custom", "pay")]
    if unknown:
        raise WrongFact(f"{unknown[0]!r} is no fact: the facts are {', '.join([*_READERS, 'custom', 'pay'])}")
    fields = {name: _READERS[name](account, name, value) for name, value in facts.items() if name in _READERS}
    if "email" in fields:
        _expect_free(account, fields["email"], person)
    if "custom" in facts:
        before = {} if person is None else person.custom
        fields["custom"] = _customs(account, facts["custom"], before)
    if "pay" in facts:
        fields["pay"] = _pay(account, facts["pay"], () if person is None else person.pay)
    return fields


def read_day(name: str, value: object) -> date:
    """A date, or the text of one."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise WrongFact(f"{name}: {value!r} is not a date such as 2026-11-30") from None


def _text(_: Account, name: str, value: object) -> str:
    if not isinstance(value, str):
        raise WrongFact(f"{name}: {value!r} is not a text")
    return value


def _filled(account: Account, name: str, value: object) -> str:
    text = _text(account, name, value).strip()
    if not text:
        raise WrongFact(f"{name} is needed and is empty")
    return text


def _gender(_: Account, name: str, value: object) -> Gender:
    if not isinstance(value, str) or value not in list(Gender):
        raise WrongFact(f"{name}: {value!r} is none of {', '.join(filter(None, Gender))} and not empty")
    return Gender(value)


def _number(_: Account, name: str, value: object) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite() or not 0 <= number < 10**9:
        raise WrongFact(f"{name}: {value!r} is not a number such as 37.5")
    return number


def _day(_: Account, name: str, value: object) -> date:
    return read_day(name, value)


def _supervisor(account: Account, name: str, value: object) -> int:
    if not isinstance(value, int) or account.person(value) is None:
        raise WrongFact(f"{name}: nobody has the id {value!r}")
    return value


def _employments(account: Account, name: str, value: object) -> tuple[OtherEmployment, ...]:
    if not isinstance(value, list) or not all(isinstance(stated, Mapping) for stated in value):
        raise WrongFact(f"{name} is a list of tables")
    return tuple(_employment(account, name, stated) for stated in value)


def _employment(account: Account, name: str, stated: Mapping[str, object]) -> OtherEmployment:
    wrong = sorted((set(stated) - set(OtherEmployment.__slots__)) | ({"start"} - set(stated)))
    if wrong:
        raise WrongFact(
            f"{name}: each has a start, perhaps {', '.join(OtherEmployment.__slots__[1:])}; see {wrong[0]!r}"
        )
    usual = {"position": "", "legal_entity": account.legal_entities[0], "weekly_hours": account.full_time_hours}
    return OtherEmployment(**{**usual, **{key: _READERS[key](account, key, fact) for key, fact in stated.items()}})


Reader = Callable[[Account, str, object], Any]


def _or_none(reader: Reader) -> Reader:
    return lambda account, name, value: None if value is None else reader(account, name, value)


def _one_of(choices: Callable[[Account], Iterable[Any]]) -> Reader:
    """A reader of something that the account has, by its name."""

    def read(account: Account, name: str, value: object) -> Any:
        by_name = {choice.name: choice for choice in choices(account)}
        if not isinstance(value, str) or value not in by_name:
            raise WrongFact(f"{name}: {value!r} is none of {', '.join(by_name)}")
        return by_name[value]

    return read


_READERS: Mapping[str, Reader] = {
    "first_name": _filled,
    "last_name": _filled,
    "gender": _gender,
    "email": _filled,
    "position": _text,
    "legal_entity": _one_of(lambda account: account.legal_entities),
    "office": _or_none(_one_of(lambda account: account.offices)),
    "department": _one_of(lambda account: account.departments),
    "team": _or_none(_one_of(lambda account: account.teams)),
    "cost_centre": _one_of(lambda account: account.cost_centres),
    "supervisor_id": _or_none(_supervisor),
    "start": _day,
    "weekly_hours": _number,
    "last_day": _or_none(_day),
    "notice_given": _or_none(_day),
    "other_employments": _employments,
}


def _expect_free(account: Account, email: str, person: Person | None) -> None:
    holder = next((other for other in account.people if other.email == email), None)
    if holder is not None and (person is None or holder.id != person.id):
        raise WrongFact(f"email: {holder.id} has this address already, and no two people may share one")


def _customs(account: Account, stated: object, before: Mapping[str, CustomValue]) -> dict[str, CustomValue]:
    if not isinstance(stated, Mapping):
        raise WrongFact("custom is a table of attributes and their values")
    customs = dict(before)
    for called, value in stated.items():
        attribute = next((a for a in account.attributes if called in (a.name, a.key, a.label)), None)
        if attribute is None:
            raise WrongFact(f"custom: the account has no attribute {called!r}")
        if value is None:
            customs.pop(attribute.name, None)
        else:
            customs[attribute.name] = _custom(account, attribute, value)
    return customs


def _custom(account: Account, attribute: CustomAttribute, value: object) -> CustomValue:
    name = attribute.label
    match attribute.kind:
        case Kind.DATE:
            return read_day(name, value)
        case Kind.INTEGER:
            if isinstance(value, bool) or not isinstance(value, int):
                raise WrongFact(f"{name}: {value!r} is not a whole number")
            return value
        case Kind.DECIMAL:
            return _number(account, name, value)
        case Kind.LIST if value not in attribute.options:
            raise WrongFact(f"{name}: {value!r} is none of {', '.join(attribute.options)}")
        case _:
            return _text(account, name, value)


def _pay(account: Account, stated: object, before: tuple[Pay, ...]) -> tuple[Pay, ...]:
    if not isinstance(stated, Mapping) or stated.keys() != {"from", "amount", "interval"}:
        raise WrongFact('pay is written {"from": "2026-12-01", "amount": "3500.50", "interval": "monthly"}')
    if stated["interval"] not in list(Interval):
        raise WrongFact(f"pay: {stated['interval']!r} is none of {', '.join(Interval)}")
    begins = read_day("pay from", stated["from"])
    new = Pay(begins, _number(account, "pay amount", stated["amount"]), Interval(stated["interval"]))
    others = [pay for pay in before if pay.effective_from != begins]
    return tuple(sorted([*others, new], key=lambda pay: pay.effective_from))
