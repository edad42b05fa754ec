"""People listed and one by one: what they lack in money, their private values masked, each fact with its origin."""

from collections.abc import Set
from dataclasses import replace
from datetime import date

import pytest

from actions.kestrel_runs import AT, BY, SECOND, know, paid
from builders import FACTS, an_employer
from payrun.worlds import facts_of
from sixpence.actions import people
from sixpence.actions.a_person import Known, PersonFile, person_file, reveal
from sixpence.actions.adjustments import add_adjustment
from sixpence.actions.by_hand import set_by_hand
from sixpence.actions.leaves import add_leave
from sixpence.actions.pay_runs import calculate_pay_run, open_run
from sixpence.actions.people import people_page
from sixpence.actions.review import decide
from sixpence.basics.kept import Kept
from sixpence.basics.refused import Refused
from sixpence.hr.review import Act, Choice
from sixpence.law.parental_pay import ParentalPayment
from sixpence.payrun.figures import PayLine, ToDate
from sixpence.payrun.roster import Roster, Sort, Stage, Wanted
from sixpence.people.fields import FIELDS
from sixpence.people.leaves import ParentalLeave
from sixpence.people.person import Fact, Person
from sixpence.people.roles import Role
from sixpence.store import transaction
from sixpence.store.employers import save_employer
from sixpence.store.employments import people_on, save_opening_figures
from sixpence.store.event_log import Asked, entries
from sixpence.store.members import Member
from sixpence.store.records import OpeningFigures
from store.made_once import made_once

TODAY = AT.date()
NOVEMBER = date(2026, 11, 30)
LEAVE = ParentalLeave(
    payment=ParentalPayment.SMP,
    event_day=date(2026, 11, 22),
    first_day=date(2026, 11, 1),
    last_day=date(2027, 7, 31),
    average_weekly_earnings_pence=600_00,
)


@pytest.fixture
@made_once
def seven(kestrel: str) -> str:
    """Of everything there is in a list: somebody to come, somebody gone, and several kinds of want."""
    know(
        facts_of("1003", first_name="Ben", last_name="Ash", start_date="2026-12-01", department="Office"),
        facts_of("1004", first_name="Cy", last_name="Birch", leaving_date="2026-09-30"),
        facts_of("1005", first_name="Di", last_name="Cedar", birth_date="", salary="360000 monthly"),
        facts_of("1006", first_name="Ed", last_name="Dogwood", sort_code="", department="Office"),
        facts_of("1007", first_name="Flo", last_name="Elm", salary="", hourly_rate="1500"),
    )
    return kestrel


def ids(employer: str, wanted: Wanted) -> list[str]:
    return [line.person.employee_id for line in people_page(employer, wanted, today=TODAY).roster.lines]


def test_the_list_is_searched_filtered_and_sorted(seven: str) -> None:
    assert ids(seven, Wanted()) == ["1003", "1004", "1005", "1006", "1007", "1001", "1002"]
    assert ids(seven, Wanted(words="ash be")) == ["1003"]
    assert ids(seven, Wanted(words="1007 MAKER")) == ["1007"]
    assert ids(seven, Wanted(department="Office", sort=Sort.NUMBER, descending=True)) == ["1006", "1003"]
    assert ids(seven, Wanted(stage=Stage.STARTING)) == ["1003"]
    assert ids(seven, Wanted(stage=Stage.LEFT)) == ["1004"]
    assert ids(seven, Wanted(sort=Sort.SALARY))[-1] == "1005"
    roster = people_page(seven, Wanted(), today=TODAY).roster
    assert roster.by_stage == {Stage.STARTING: 1, Stage.EMPLOYED: 5, Stage.LEFT: 1}
    assert (roster.departments, roster.everyone) == (("Office", "Workshop"), 7)


def test_pages_hold_everyone_once(seven: str) -> None:
    pages = [ids(seven, Wanted(page=number, a_page=3)) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [who for page in pages for who in page] == ids(seven, Wanted())
    assert ids(seven, Wanted(page=99, a_page=3)) == pages[-1]


def test_what_somebody_lacks_is_told_in_money(seven: str) -> None:
    page = people_page(seven, Wanted(), today=TODAY)
    assert (page.run.run_key, page.not_worked_out) == ("2026-11-30-monthly", "")
    found = page.lacks
    assert (found["1005"].missing, found["1005"].waits_pence) == (("birth_date",), 3600_00)
    assert (found["1007"].missing, found["1007"].waits_pence) == (("hours_worked",), None)
    # 0T on a month 1 basis takes 20% of all of 2,500.00; 1257L in month 8 leaves it free.
    assert found["1002"].assumptions[0].startswith("Tax code 0T on a week 1/month 1 basis")
    assert (found["1002"].tax_more_pence, found["1002"].standard_tax_code) == (500_00, "1257L")
    assert found["1006"].by_hand_pence > 0
    assert "1003" not in found  # starts after the period
    assert "1004" not in found  # left before it


def test_the_list_agrees_with_the_run(seven: str) -> None:
    key = open_run(seven, NOVEMBER, "monthly", **BY).run_key
    _, review = calculate_pay_run(seven, key, **BY)
    lines = people_page(seven, Wanted(), today=TODAY).roster.lines
    assert {line.person.employee_id: line.missing for line in lines if line.missing} == {
        one.person.employee_id: one.missing for one in review.cannot_be_paid
    }
    assert {line.person.employee_id for line in lines if line.by_hand and not line.missing} == {
        pay.employee_id for pay in review.by_hand
    }


def test_who_is_on_leave_lacks_what_the_run_says(kestrel: str) -> None:
    """Somebody without a salary, who is paid statutory maternity pay alone."""
    know(facts_of("1003", salary=""))
    assert people_page(kestrel, Wanted(lacking=True), today=TODAY).lacks["1003"].missing == ("salary",)
    add_leave(kestrel, "1003", LEAVE, **BY)
    page = people_page(kestrel, Wanted(words="1003"), today=TODAY)
    assert page.roster.lines[0].missing == ()


def test_the_list_is_never_what_it_was(seven: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is on it, and in which order, is found out once until anything that it rests on is another."""
    run = open_run(seven, NOVEMBER, "monthly", **BY).run_key
    hours = PayLine(label="Hours", amount_pence=0, hours=10_00)

    def brought() -> None:
        with transaction():
            save_opening_figures(seven, "2026-27", {"1002": OpeningFigures(to_date=ToDate())})

    def paid_elsewhere() -> None:
        with transaction():
            save_employer(an_employer(paid_elsewhere_before=True))

    def seen(today: date) -> list[Roster]:
        asked = (Wanted(), Wanted(lacking=True), Wanted(stage=Stage.LEFT), Wanted(words="wren", a_page=1))
        return [people_page(seven, each, today=today).roster for each in asked]

    def afresh(today: date) -> list[Roster]:
        with monkeypatch.context() as patched:
            patched.setattr(people, "_FOUND", Kept[people._Found](most=0))
            return seen(today)

    before, today = seen(TODAY), TODAY
    for act in (
        lambda: know([Fact("1004", "last_name", date(2026, 9, 1), "Wren")]),
        lambda: know(
            [Fact("1001", "first_name", date(2026, 11, 1), "Aa")], [Fact("1006", "sort_code", NOVEMBER, "040004")]
        ),
        lambda: add_adjustment(seven, run, "1007", hours, **BY),
        lambda: know(facts_of("1008", salary="")),
        lambda: add_leave(seven, "1008", LEAVE, **BY),
        paid_elsewhere,
        brought,
    ):
        act()
        after = seen(today)
        assert (after == afresh(today), after != before) == (True, True)
        before = after
    today = date(2026, 12, 1)  # 1003 has begun
    assert seen(today) == afresh(today) != before


def test_a_page_opens_its_own_people(seven: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = ids(seven, Wanted(page=2, a_page=3))
    opened: list[Set[str] | None] = []

    def noted(employer: str, day: date, only: Set[str] | None = None) -> list[Person]:
        opened.append(only)
        return people_on(employer, day, only)

    monkeypatch.setattr(people, "people_on", noted)
    assert ids(seven, Wanted(page=2, a_page=3)) == expected
    assert opened == [set(expected)]


def test_who_was_paid_goes_on_with_the_code_that_was_operated(kestrel: str) -> None:
    paid(NOVEMBER)
    page = people_page(kestrel, Wanted(), today=date(2026, 12, 20))
    assert [line.lacks_anything for line in page.roster.lines] == [False, False]
    assert page.lacks == {}


def test_a_fact_the_law_cannot_take_is_told_beside_the_list(kestrel: str) -> None:
    know([Fact("1002", "student_loan_plan", date(2021, 3, 1), "5")])
    page = people_page(kestrel, Wanted(), today=date(2026, 3, 20))  # before plan 5 is collected
    assert len(page.roster.lines) == 2
    assert "employee 1002: student_loan_plan cannot be used for this pay date" in page.not_worked_out
    assert "student_loan_plan" in person_file(kestrel, "1002", today=date(2026, 3, 20)).not_worked_out


def known(person: PersonFile, field: str) -> Known:
    return next(each for section in person.sections for each in section.known if each.field == field)


def test_a_person_is_shown_with_private_values_masked(kestrel: str) -> None:
    person = person_file(kestrel, "1001", today=TODAY)
    assert person.name == "Zoë O'Dowd-Llŷr"
    assert known(person, "salary").shown == "£3,000.00 monthly"
    assert known(person, "account_number").shown == "••••5678"
    everything = " ".join(each.shown for section in person.sections for each in section.known)
    everything += " ".join(told.shown for told in (*person.history, *person.ahead))
    private = [value for field, value in FACTS.items() if FIELDS[field].private and len(value) > 1]
    assert [value for value in private if value in everything] == []
    with pytest.raises(Refused, match="employee 9999 is not known"):
        person_file(kestrel, "9999", today=TODAY)


def test_the_history_says_since_when_and_whose_word_it_was(kestrel: str) -> None:
    assert set_by_hand(kestrel, "1001", "salary", "3100 monthly", date(2026, 12, 1), **BY) is None
    number = set_by_hand(kestrel, "1001", "sort_code", "04-00-05", date(2026, 11, 1), **BY)
    assert number is not None
    decide(kestrel, number, Choice(everything=True), Act.CONFIRM, **SECOND)
    person = person_file(kestrel, "1001", today=TODAY)
    assert [(told.field, told.shown, told.recorded.who) for told in person.ahead] == [
        ("salary", "£3,100.00 monthly", "a tester")
    ]
    newest = person.history[0]
    assert (newest.field, newest.shown, newest.counts) == ("sort_code", "••••", True)
    assert (newest.recorded.origin, newest.recorded.who) == ("by hand", "a tester and a second tester")
    now = known(person, "salary")
    assert now.told is not None
    assert (now.shown, now.told.fact.effective_from) == ("£3,000.00 monthly", date(2021, 3, 1))


def test_a_starter_is_shown_as_they_will_be(kestrel: str) -> None:
    facts = [replace(fact, effective_from=date(2027, 1, 4)) for fact in facts_of("1009", start_date="2027-01-04")]
    know(facts)
    person = person_file(kestrel, "1009", today=TODAY)
    assert (person.name, known(person, "job_title").shown) == ("Zoë O'Dowd-Llŷr", "Instrument maker")
    assert len(person.ahead) == len(facts)


def test_payments_are_listed_the_newest_first(kestrel: str) -> None:
    paid(NOVEMBER)
    payments = person_file(kestrel, "1001", today=TODAY).payments
    assert [(each.run_key, each.gross_pay_pence, each.is_final) for each in payments] == [
        ("2026-11-30-monthly", 3000_00, True)
    ]


def a_member(employer: str, role: Role, employee_id: str = "") -> Member:
    return Member(
        email="ada@kestrel.example", name="Ada", role=role, employer=employer, slug="kestrel", employee_id=employee_id
    )


@pytest.mark.parametrize("role", [Role.OWNER, Role.PREPARER, Role.APPROVER])
def test_who_may_reveals_and_the_log_says_so_without_the_value(role: Role, kestrel: str) -> None:
    values = reveal(a_member(kestrel, role), "1001", ("sort_code", "ni_number"), day=TODAY, at=AT)
    assert values == {"sort_code": FACTS["sort_code"], "ni_number": FACTS["ni_number"]}
    (entry,) = entries(kestrel, Asked(employee_id="1001"))
    assert (entry.kind, entry.actor) == ("private value revealed", "ada@kestrel.example")
    assert entry.detail == {"employee_id": "1001", "fields": "sort_code, ni_number"}


@pytest.mark.parametrize(
    ("role", "own", "message"),
    [
        (Role.VIEWER, "", "your role, viewer, may not see private values"),
        (Role.EMPLOYEE, "1002", "your role, employee, may not see private values"),
    ],
)
def test_who_may_not_reveal_is_told_and_nothing_is_logged(role: Role, own: str, message: str, kestrel: str) -> None:
    with pytest.raises(Refused, match=message):
        reveal(a_member(kestrel, role, own), "1001", ("sort_code",), day=TODAY, at=AT)
    assert list(entries(kestrel, Asked())) == []


def test_ones_own_values_one_may_see(kestrel: str) -> None:
    member = a_member(kestrel, Role.EMPLOYEE, "1001")
    assert reveal(member, "1001", ("birth_date",), day=TODAY, at=AT) == {"birth_date": "14 February 1990"}
    with pytest.raises(Refused, match="no field is called 'shoe_size'"):
        reveal(member, "1001", ("shoe_size",), day=TODAY, at=AT)
