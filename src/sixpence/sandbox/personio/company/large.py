"""An invented company of any size, the same every time, for seeing how long things take.

It has the employers, offices and attributes of Fernlark Instruments; all its people work in the United Kingdom, and
their names are put together from syllables. Most can be paid as they stand.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sixpence.sandbox.personio.account import Account, CustomValue, Gender, Interval, Pay, Person
from sixpence.sandbox.personio.company import invented_company

_FIRST_ID = 3_000_001
_BEGINNINGS = (
    "Al",
    "Bren",
    "Cor",
    "Dar",
    "El",
    "Fen",
    "Gar",
    "Hal",
    "Is",
    "Jor",
    "Kel",
    "Lor",
    "Mar",
    "Nor",
    "Or",
    "Per",
)
_ENDINGS = {Gender.FEMALE: ("a", "ina", "eth", "wen", "elle"), Gender.MALE: ("an", "ric", "win", "ton", "o")}
_PLACES = ("Ash", "Birk", "Cray", "Dun", "Elm", "Frost", "Gold", "Hazel", "Iver", "Kirk", "Lang", "Moss", "Nether")
_FEATURES = ("brook", "croft", "dale", "field", "garth", "hurst", "ley", "mere", "shaw", "thwaite", "wick")
_NI_PREFIXES = ("ZX", "ZY", "XZ", "YZ")
_TAX_CODES = ("1257L", "1257L", "1257L", "1185L", "1100L", "BR", "S1257L", "C1257L", "K100", "1257L M1")
_TOWNS = ("Leeds", "Glasgow", "Cardiff")


def large_company(people: int) -> Account:
    """A company of so many people. Raises ValueError for fewer than one or more than a million."""
    if not 1 <= people <= 1_000_000:
        raise ValueError(f"a company has 1 to 1,000,000 people, not {people:,}")
    base = invented_company()
    staff = tuple(_person(base, number) for number in range(people))
    return replace(base, name="Fernlark Holdings", people=staff, absences=(), highest_id=0)


def _person(base: Account, number: int) -> Person:
    gender = Gender.FEMALE if number % 2 else Gender.MALE
    first, last = _name(number, gender)
    department = number % len(base.departments)
    left = number % 50 == 49
    return Person(
        id=_FIRST_ID + number,
        first_name=first,
        last_name=last,
        gender=gender,
        email=f"{first}.{last}.{number}@fernlark.example".lower(),
        position="Managing Director" if number == 0 else "Technician",
        legal_entity=base.legal_entities[0],
        office=base.offices[number % len(_TOWNS)],
        department=base.departments[department],
        team=None,
        cost_centre=base.cost_centres[department],
        # Teams of ten under somebody who came before them.
        supervisor_id=None if number == 0 else _FIRST_ID + number // 10,
        start=date(2026, 11, 2) if number % 60 == 59 else date(2010, 1, 4) + timedelta(days=number * 37 % 5800),
        weekly_hours=Decimal(20) if number % 11 == 10 else base.full_time_hours,
        pay=_pay(number),
        custom=_custom(number, f"{first} {last}"),
        last_day=date(2026, 11, 13) if left else None,
        notice_given=date(2026, 10, 16) if left else None,
        shows="one of many",
    )


def _name(number: int, gender: Gender) -> tuple[str, str]:
    """Names in which neighbours differ; two people far apart may share theirs, as people do."""
    beginning, ending = _BEGINNINGS[number % len(_BEGINNINGS)], _ENDINGS[gender][number // 16 % 5]
    place, feature = _PLACES[number % len(_PLACES)], _FEATURES[number // 13 % len(_FEATURES)]
    return beginning + ending, place + feature


def _pay(number: int) -> tuple[Pay, ...]:
    """A salary a month; of every 20 people one is paid by the hour, and of every 25 one had a rise this month."""
    begins = date(2026, 4, 1)
    if number % 20 == 19:
        return (Pay(begins, Decimal("13.50") + number % 7, Interval.HOURLY),)
    salary = Decimal(2300 + number * 61 % 4000) + Decimal(number * 7 % 100) / 100
    usual = Pay(begins, salary, Interval.MONTHLY)
    return (usual, Pay(date(2026, 11, 1), salary + 100, Interval.MONTHLY)) if number % 25 == 24 else (usual,)


def _custom(number: int, name: str) -> dict[str, CustomValue]:
    pension = number % 4 != 3
    return {
        "employee_id": f"FH{number + 1:07}",
        # From 26 to 60 years of age, so that NI letter A is right for everybody.
        "birthday": date(1966, 6, 1) + timedelta(days=number * 131 % 12_500),
        "ni_number": f"{_NI_PREFIXES[number % 4]}{number * 7919 % 1_000_000:06}{'ABCD'[number % 4]}",
        "address": f"{number % 180 + 1} Loom Street",
        "city": _TOWNS[number % len(_TOWNS)],
        "postcode": "LS1 0AP",
        "country": "United Kingdom",
        "tax_code": _TAX_CODES[number % len(_TAX_CODES)],
        "ni_category": "A",
        "student_loan": "Plan 2" if number % 9 == 8 else "None",
        "postgraduate_loan": "No",
        "starter_declaration": "B - now my only job",
        "director": "No",
        "pension": "Net pay arrangement" if pension else "None",
        **({"pension_basis": "Qualifying earnings", "employee_pension": Decimal(5)} if pension else {}),
        **({"employer_pension": Decimal(3)} if pension else {}),
        "account_name": name,
        "sort_code": 970_000 + number % 1000,
        "account_number": f"{10_000_000 + number * 13:08}",
    }
