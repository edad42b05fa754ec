"""What somebody in HR does to an account: hire, change, terminate, rehire, delete. Each gives the account after it."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from sixpence.sandbox.personio.account import Account, Gender, Person
from sixpence.sandbox.personio.facts import WrongFact, read_day, read_facts

_NEEDED = ("first_name", "last_name", "email", "start")


def hire(account: Account, facts: Mapping[str, object]) -> tuple[Account, Person]:
    """A new person, under an id that nobody ever had; what `facts` leave out is as little as Personio takes."""
    missing = [name for name in _NEEDED if name not in facts]
    if missing:
        raise WrongFact(f"{missing[0]} is needed to hire somebody")
    usual = {
        "gender": Gender.UNKNOWN,
        "position": "",
        "legal_entity": account.legal_entities[0],
        "office": account.offices[0] if account.offices else None,
        "department": account.departments[0],
        "team": None,
        "cost_centre": account.cost_centres[0],
        "supervisor_id": None,
        "weekly_hours": account.full_time_hours,
        "pay": (),
        "custom": {},
    }
    person = Person(id=account.highest_id + 1, **{**usual, **read_facts(account, facts)})
    return account.with_person(_expect_order(person)), person


def change(account: Account, person_id: int, facts: Mapping[str, object]) -> tuple[Account, Person]:
    """The person with other facts; what is not named stays. A `last_day` of None takes a termination back."""
    before = known(account, person_id)
    person = _expect_order(replace(before, **read_facts(account, facts, before)))
    return account.with_person(person), person


def terminate(
    account: Account, person_id: int, last_day: object, notice_given: object = None
) -> tuple[Account, Person]:
    """The employment ends with `last_day`, past or future; notice was given today unless another day is named."""
    notice = account.as_at if notice_given is None else notice_given
    return change(account, person_id, {"last_day": last_day, "notice_given": notice})


def rehire(account: Account, person_id: int, facts: Mapping[str, object]) -> tuple[Account, Person]:
    """Somebody who has left comes back on the day `start`, in a new profile under a new id.

    Pay, and attributes that are unique or for payroll, do not come along. Unless the new profile has another address,
    the old one's gets an underscore and five characters behind it. Source: Personio help centre, article 360001146169.
    """
    old = known(account, person_id)
    start = read_day("start", facts.get("start"))
    if old.last_day is None or old.last_day >= start:
        raise WrongFact(f"{person_id} has not left before {start}: terminate first")
    if facts.get("email", old.email) == old.email:
        suffix = hashlib.sha256(str(person_id).encode()).hexdigest()[:5]
        account = account.with_person(replace(old, email=f"{old.email}_{suffix}"))
    kept = {attribute.name for attribute in account.attributes if attribute.kept_on_rehire}
    blank = replace(
        old,
        id=account.highest_id + 1,
        pay=(),
        custom={name: value for name, value in old.custom.items() if name in kept},
        last_day=None,
        notice_given=None,
        shows="",
        other_employments=(),
        entered_at=None,
        changed_at=None,
    )
    person = _expect_order(replace(blank, **read_facts(account, facts, blank)))
    return account.with_person(person), person


def delete(account: Account, person_id: int) -> Account:
    """The person is gone for good, and in no list any more."""
    return account.without_person(known(account, person_id).id)


def known(account: Account, person_id: int) -> Person:
    """The person with that id. Raises WrongFact."""
    person = account.person(person_id)
    if person is None:
        raise WrongFact(f"nobody has the id {person_id}")
    return person


def _expect_order(person: Person) -> Person:
    if person.last_day is not None and person.last_day < person.start:
        raise WrongFact(f"last_day: {person.last_day} is before the start, {person.start}")
    return person
