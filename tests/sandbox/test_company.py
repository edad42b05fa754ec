"""The invented company is whole, plausible, and does what its README says."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib.resources import files

from sixpence.sandbox.personio.account import Gender, Interval, Kind
from sixpence.sandbox.personio.company import invented_company, people

PAY_DAY = date(2026, 11, 30)
UK = [person for person in people() if person.legal_entity.country == "GB"]
NI_NUMBER = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")


def age(born: date) -> int:
    return PAY_DAY.year - born.year - ((PAY_DAY.month, PAY_DAY.day) < (born.month, born.day))


def with_fact(name: str, value: object) -> list[int]:
    return [person.id for person in UK if person.custom.get(name) == value]


def test_who_is_there() -> None:
    countries = Counter(person.legal_entity.country for person in people())
    assert countries == {"GB": 42, "DE": 4, "ES": 3}
    ids = [person.id for person in people()]
    assert ids == sorted(set(ids))
    assert len({person.email for person in people()}) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9.-]+@fernlark\.example", person.email) for person in people())
    assert all(person.supervisor_id in {None, *ids} - {person.id} for person in people())


def test_the_readme_says_what_each_person_shows() -> None:
    readme = (files("sixpence.sandbox.personio.company") / "README.md").read_text(encoding="utf-8")
    table = [line for line in readme.splitlines() if re.match(r"\| \d", line)]
    assert table == [f"| {p.id} | {p.first_name} {p.last_name} | {p.shows} |" for p in people()]


def test_every_fact_is_of_its_attributes_kind() -> None:
    kinds = {Kind.TEXT: str, Kind.LIST: str, Kind.DATE: date, Kind.INTEGER: int, Kind.DECIMAL: (int, Decimal)}
    attributes = {attribute.name: attribute for attribute in invented_company().attributes}
    for person in people():
        for name, value in person.custom.items():
            attribute = attributes[name]
            assert isinstance(value, kinds[attribute.kind])
            assert attribute.kind is not Kind.LIST or value in attribute.options


def test_ni_letters_fit_the_age_on_pay_day() -> None:
    for person in UK:
        born = person.custom.get("birthday")
        if not isinstance(born, date):
            continue
        letter = person.custom["ni_category"]
        if letter == "M":
            assert age(born) < 21
        elif letter == "H":
            assert 21 <= age(born) < 25
        elif letter == "C":
            assert born < date(1960, 4, 6)
        elif letter == "B":
            # Born before 6 April 1961 to hold the election, and after 5 November 1960 to be under pension age still.
            assert person.gender is Gender.FEMALE
            assert date(1960, 11, 5) < born < date(1961, 4, 6)
        else:
            assert 21 <= age(born) < 66
    assert {person.custom["ni_category"] for person in UK} >= set("ABCHJMV")


def test_numbers_are_right_but_for_those_that_are_not() -> None:
    odd = [p.id for p in UK if not NI_NUMBER.fullmatch(str(p.custom.get("ni_number", "")))]
    assert odd == [2100323, 2100324]
    assert [p.id for p in UK if len(str(p.custom["sort_code"])) != 6] == [2100325]
    assert all(re.fullmatch(r"[0-9]{8}", str(p.custom["account_number"])) for p in UK)
    for name in ("ni_number", "account_number", "employee_id"):
        values = [person.custom[name] for person in UK if name in person.custom]
        assert len(set(values)) == len(values)


def test_the_cases_that_runs_are_tried_with() -> None:
    company = invented_company()
    assert [p.id for p in UK if p.gender is Gender.DIVERSE] == [2100328]
    assert [p.id for p in UK if "birthday" not in p.custom] == [2100329]
    assert [p.id for p in UK if company.currency_of(p) != "GBP"] == [2100330]
    assert [p.id for p in UK if "postcode" not in p.custom] == [2100326]
    assert [p.id for p in UK if "tax_code" not in p.custom] == [2100327, 2100337]
    assert [p.id for p in UK if p.last_day is not None] == [2100339, 2100340, 2100341]
    assert [p.id for p in UK if p.start.replace(day=1) == date(2026, 11, 1)] == list(range(2100334, 2100339))
    assert [p.id for p in UK if len(p.pay) == 2] == [2100331, 2100332]
    assert {p.pay[-1].interval for p in UK} == set(Interval)
    assert len(with_fact("director", "Yes - annual method")) == 1
    assert len(with_fact("director", "Yes - alternative method")) == 1
    assert all(with_fact("student_loan", f"Plan {plan}") for plan in (1, 2, 4, 5))
    assert set(with_fact("postgraduate_loan", "Yes")) & set(with_fact("student_loan", "Plan 2")) == {2100312}
    schemes = {(p.custom["pension"], p.custom.get("pension_basis")) for p in UK}
    assert len(schemes - {("None", None)}) == 6


def test_every_salary_is_above_the_minimum_wage() -> None:
    """12.71 an hour from age 21, 10.85 from 18, 8.00 for the apprentice in the first year."""
    least = {"M": Decimal("10.85"), "H": Decimal("8.00")}
    for person in UK:
        pay = person.pay_on(PAY_DAY)
        assert pay is not None
        hours = person.weekly_hours * 52
        hourly = {
            Interval.HOURLY: pay.amount,
            Interval.MONTHLY: pay.amount * 12 / hours,
            Interval.YEARLY: pay.amount / hours,
        }
        assert hourly[pay.interval] >= least.get(str(person.custom["ni_category"]), Decimal("12.71"))
