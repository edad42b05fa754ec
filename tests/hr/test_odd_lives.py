"""Odd lives: each has one defined outcome, which somebody sees before it counts."""

from collections.abc import Iterable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixpence.hr.differences import Change, ChangeSet, compare, facts_of
from sixpence.hr.mapped import MappedPerson, map_record
from sixpence.hr.mapping import FieldMapping, HrMapping
from sixpence.hr.notices import Notice
from sixpence.hr.records import DatedValue, HrMoney, HrRecord, HrValue
from sixpence.payrun.gross import gross_lines
from sixpence.payrun.window import window_of
from sixpence.people.fields import ENDED
from sixpence.people.person import Fact, by_day, person_on

AS_OF = date(2026, 11, 30)
HIRED = date(2021, 3, 1)
ADA = {
    "first_name": "Ada",
    "last_name": "Quill",
    "gender": "F",
    "birth_date": "1990-02-14",
    "ni_number": "AB123456C",
    "start_date": "2021-03-01",
    "salary": "300000 monthly",
}


def stored(employee_id: str = "7", **changes: str) -> dict[str, list[Fact]]:
    values = {**ADA, **changes}
    return {employee_id: [Fact(employee_id, name, HIRED, value) for name, value in values.items() if value]}


def read(employee_id: str = "7", empty: Iterable[str] = (), **changes: str) -> MappedPerson:
    values = {name: value for name, value in {**ADA, **changes}.items() if value and name not in empty}
    return MappedPerson(employee_id, values, empty=frozenset(empty))


def notices(changes: ChangeSet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for notice in changes.notices:
        found.setdefault(notice.employee_id, []).append(notice.kind)
    return found


def test_an_ordinary_life_has_nothing_odd() -> None:
    assert compare([read()], stored(), AS_OF).notices == ()
    assert compare([read(start_date="2026-11-16")], {}, AS_OF).notices == ()


def test_a_rehire_under_a_new_id_is_a_new_employment_that_names_the_old() -> None:
    known = stored(leaving_date="2026-06-30")
    again = read("8", start_date="2026-11-16")
    changes = compare([read(leaving_date="2026-06-30"), again], known, AS_OF)
    assert (changes.starters, changes.rehires) == (("8",), {"8": "7"})
    words = "looks like employee 7, who left: a new employment, which takes nothing over from the old"
    assert changes.notices == (Notice("8", "rehire", words, "7"),)


def test_a_rehire_whose_ni_number_was_not_carried_over_is_known_by_name_and_birth_date() -> None:
    again = read("8", empty=["ni_number"], first_name=" ADA", start_date="2026-11-16")
    changes = compare([again], stored(leaving_date="2026-06-30"), AS_OF)
    assert changes.rehires == {"8": "7"}
    assert notices(changes)["8"] == ["half-filled", "rehire"]


@pytest.mark.parametrize("sign", [{"last_name": "Other"}, {"ni_number": "AB123456D"}])
def test_one_person_twice_or_two_employments_at_once_are_for_somebody_to_decide(sign: dict[str, str]) -> None:
    changes = compare([read(), read("8", start_date="2026-11-16", **sign)], stored(), AS_OF)
    (notice,) = changes.notices
    assert (notice.employee_id, notice.kind, notice.about) == ("8", "duplicate", "7")
    assert "two employments of one person, or one person twice" in notice.words
    # Both are there before the first import too, and each names the other.
    first = compare([read(), read("8", **sign)], {}, AS_OF)
    assert [(each.employee_id, each.about) for each in first.notices] == [("7", "8"), ("8", "7")]
    # What was decided once is not asked again.
    settled = stored() | stored("8", **sign)
    assert compare([read(), read("8", **sign)], settled, AS_OF).notices == ()


def test_people_of_one_name_and_another_birth_date_are_two_people() -> None:
    other = read("8", ni_number="AB123456D", birth_date="1991-02-14", start_date="2026-11-16")
    assert compare([read(), other], stored(), AS_OF).notices == ()


def test_somebody_who_is_given_the_ni_number_of_another_is_noticed() -> None:
    known = stored() | stored("8", ni_number="AB123456D", last_name="Other")
    changes = compare([read(), read("8", last_name="Other")], known, AS_OF)
    assert notices(changes) == {"8": ["duplicate"]}


def test_who_is_deleted_in_hr_stays_and_is_said_until_they_have_left() -> None:
    changes = compare([], stored(), AS_OF)
    assert (changes.vanished, changes.changes, notices(changes)) == (("7",), (), {"7": ["vanished"]})
    gone = compare([], stored(leaving_date="2026-10-31"), AS_OF)
    assert (gone.vanished, gone.notices) == (("7",), ())


def test_a_future_termination_is_a_change_and_nothing_odd() -> None:
    changes = compare([read(leaving_date="2026-12-31")], stored(), AS_OF)
    assert changes.changes == (Change("7", "leaving_date", AS_OF, "", "2026-12-31"),)
    assert (changes.leavers, changes.notices) == (("7",), ())


def test_a_termination_in_the_past_is_said() -> None:
    changes = compare([read(leaving_date="2026-10-15")], stored(), AS_OF)
    words = "left on 2026-10-15, before this month: look at what was paid, or is still owed, from then on"
    assert changes.notices == (Notice("7", "left in the past", words),)
    assert compare([read(leaving_date="2026-11-01")], stored(), AS_OF).notices == ()


def test_a_leaving_date_before_the_start_is_said() -> None:
    changes = compare([read(leaving_date="2020-12-31")], stored(), AS_OF)
    assert notices(changes) == {"7": ["leaves before the start"]}


def test_a_withdrawn_termination_blanks_nothing_and_is_for_somebody_to_decide() -> None:
    known = stored(leaving_date="2026-12-31")
    withdrawn = read(empty=["leaving_date"])
    changes = compare([withdrawn], known, AS_OF)
    assert changes.changes == ()
    assert [kept.field for kept in changes.kept] == ["leaving_date"]
    assert notices(changes) == {"7": ["leaving date withdrawn"]}
    # Once decided it is quiet, and a new termination is a change again.
    known["7"].append(Fact("7", "leaving_date", AS_OF, ENDED))
    assert person_on("7", known["7"], AS_OF).day("leaving_date") is None
    decided = compare([withdrawn], known, AS_OF)
    assert (decided.changes, decided.kept, decided.notices) == ((), (), ())
    (change,) = compare([read(leaving_date="2027-01-31")], known, AS_OF).changes
    assert (change.old, change.new) == (ENDED, "2027-01-31")


def test_somebody_who_moves_to_another_employer_is_said_on_both_sides() -> None:
    left_out = {"7": "Does not meet: Include if Subcompany is one of: Kestrel Ltd"}
    old_side = compare([], stored(), AS_OF, left_out)
    assert (old_side.changes, old_side.vanished, notices(old_side)) == ((), (), {"7": ["left out"]})
    assert "they need a leaving date" in old_side.notices[0].words
    told = compare([], stored(leaving_date="2026-11-15"), AS_OF, left_out)
    assert notices(told) == {"7": ["left out"]}  # this month is still to be paid
    assert compare([], stored(leaving_date="2026-10-31"), AS_OF, left_out).notices == ()
    new_side = compare([read()], stored("9", ni_number="AB123456D", birth_date="1980-01-01"), AS_OF)
    assert notices(new_side)["7"] == ["started before"]


MAPPING = HrMapping((FieldMapping("salary", "fix_salary"), FieldMapping("hourly_rate", "hourly_salary")))


def paid(salary: HrValue, rate: HrValue, dated: tuple[DatedValue, ...] = ()) -> MappedPerson:
    return map_record(HrRecord("7", {"fix_salary": salary, "hourly_salary": rate}, dated), MAPPING)


@pytest.mark.parametrize("currency", ["EUR", "", "CHF"])
def test_pay_in_another_currency_changes_nothing_and_says_why(currency: str) -> None:
    changes = compare([paid(HrMoney("4000", currency, "monthly"), None)], stored(), AS_OF)
    assert changes.changes == ()
    assert [problem.field for problem in changes.problems["7"]] == ["salary"]


def test_from_a_salary_to_pay_by_the_hour_and_back() -> None:
    to_hours = date(2026, 11, 16)
    rate = HrMoney("18.50", "GBP", "hourly")
    person = paid(HrMoney("0", "GBP", "monthly"), rate, (DatedValue("hourly_salary", to_hours, rate),))
    known = stored()
    changes = compare([person], known, AS_OF)
    assert changes.changes == (
        Change("7", "hourly_rate", to_hours, "", "1850"),
        Change("7", "salary", to_hours, "300000 monthly", ENDED),
    )
    words = "is paid by the hour from 2026-11-16 on: the salary ends, and hours are added to each run"
    assert changes.notices == (Notice("7", "new kind of pay", words),)
    known["7"] += facts_of(changes)
    settled = compare([person], known, AS_OF)
    assert (settled.changes, settled.notices, settled.kept) == ((), (), ())
    # Half the month is paid as a salary.
    window = window_of(AS_OF, "monthly")
    (line,) = gross_lines(person_on("7", known["7"], AS_OF), by_day(known["7"]), (), window)
    assert (line.label, line.amount_pence) == ("Salary, 15 of 30 days", 1500_00)
    december = date(2026, 12, 31)
    back = compare([paid(HrMoney("3200", "GBP", "monthly"), HrMoney("0", "GBP", "hourly"))], known, december)
    assert back.changes == (
        Change("7", "hourly_rate", december, "1850", ENDED),
        Change("7", "salary", december, ENDED, "320000 monthly"),
    )
    assert notices(back) == {"7": ["new kind of pay"]}
    known["7"] += facts_of(back)
    assert person_on("7", known["7"], december).get("hourly_rate") == ""


def test_an_emptied_salary_without_a_new_rate_ends_nothing() -> None:
    changes = compare([paid(HrMoney("0", "GBP", "monthly"), None)], stored(), AS_OF)
    assert (changes.changes, [kept.field for kept in changes.kept]) == ((), ["salary"])
    # Nor does it where both were there before: hours beside a salary.
    both = stored(hourly_rate="1850")
    changes = compare([paid(None, HrMoney("18.50", "GBP", "hourly"))], both, AS_OF)
    assert (changes.changes, [kept.field for kept in changes.kept]) == ((), ["salary"])
    # Nor where the salary cannot be read.
    unreadable = MappedPerson("7", {"hourly_rate": "1850"}, unreadable=frozenset({"salary"}))
    assert [change.field for change in compare([unreadable], stored(), AS_OF).changes] == ["hourly_rate"]


def test_a_salary_and_a_rate_together_are_said_once() -> None:
    person = paid(HrMoney("3000", "GBP", "monthly"), HrMoney("18.50", "GBP", "hourly"))
    changes = compare([person], stored(), AS_OF)
    assert [change.field for change in changes.changes] == ["hourly_rate"]
    assert notices(changes) == {"7": ["paid two ways"]}
    known = {"7": [*stored()["7"], *facts_of(changes)]}
    assert compare([person], known, AS_OF).notices == ()


def test_a_half_filled_person_is_kept_with_what_is_still_missing() -> None:
    person = MappedPerson("7", {"first_name": "Ada", "last_name": "Quill"}, empty=frozenset({"birth_date", "salary"}))
    changes = compare([person], {}, AS_OF)
    assert changes.starters == ("7",)
    words = (
        "still lacks: Gender for HMRC, Date of birth, Start date, National Insurance number or address, Salary or "
        "hourly rate"
    )
    assert changes.notices == (Notice("7", "half-filled", words),)


@pytest.mark.parametrize(
    ("start", "as_of", "waits"),
    [
        ("2026-11-15", AS_OF, False),
        ("2026-11-16", AS_OF, True),
        ("2027-01-04", AS_OF, True),
        ("2026-11-16", date(2026, 12, 31), False),
        ("2026-11-16", date(2026, 12, 1), False),
    ],
)
def test_who_starts_after_the_cut_off_waits(start: str, as_of: date, waits: bool) -> None:
    changes = compare([read(start_date=start)], {}, as_of, cut_off_day=15)
    assert (changes.starters == ()) is waits
    assert changes.excluded == (
        {"7": "Starts after the cut-off on 2026-11-15, and waits for the next run"} if waits else {}
    )
    # Whoever payroll knows already does not wait, and without a cut-off nobody does.
    assert compare([read(start_date=start)], stored(), as_of, cut_off_day=15).excluded == {}
    assert compare([read(start_date=start)], {}, as_of).starters == ("7",)


def test_a_cut_off_on_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert compare([read(start_date="2026-11-30")], {}, AS_OF, cut_off_day=31).excluded == {}
    assert set(compare([read(start_date="2026-12-01")], {}, AS_OF, cut_off_day=31).excluded) == {"7"}


KINDS_OF_PAY = st.sampled_from([None, HrMoney("0", "GBP", "monthly"), HrMoney("3100", "GBP", "monthly")])
RATES = st.sampled_from([None, HrMoney("0", "GBP", "hourly"), HrMoney("19", "GBP", "hourly")])


@given(st.lists(st.tuples(KINDS_OF_PAY, RATES), min_size=1, max_size=6))
def test_however_pay_changes_somebody_who_was_paid_still_is(reads: list[tuple[HrValue, HrValue]]) -> None:
    known = stored()
    for month, (salary, rate) in enumerate(reads, start=1):
        day = date(2026, month, 28)
        person = paid(salary, rate)
        changes = compare([person], known, day)
        known["7"] += facts_of(changes)
        assert compare([person], known, day).changes == ()
        now = person_on("7", known["7"], day)
        assert now.get("salary") or now.get("hourly_rate")


@given(
    st.lists(
        st.builds(
            read,
            st.sampled_from("12345"),
            first_name=st.sampled_from(["Ada", "Bo"]),
            ni_number=st.sampled_from(["", "AB123456C", "AB123456D"]),
        ),
        unique_by=lambda person: person.source_id,
    )
)
def test_whoever_looks_like_another_is_noticed_whatever_the_order(people: list[MappedPerson]) -> None:
    def pairs(changes: ChangeSet) -> set[tuple[str, str]]:
        return {(each.employee_id, each.about) for each in changes.notices if each.kind == "duplicate"}

    def alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
        same_number = "ni_number" in one and one["ni_number"] == other.get("ni_number")
        return same_number or one["first_name"] == other["first_name"]

    found = compare(people, {}, AS_OF)
    assert found.notices == compare(reversed(people), {}, AS_OF).notices
    assert pairs(found) == {
        (one.source_id, other.source_id)
        for one in people
        for other in people
        if one is not other and alike(one.values, other.values)
    }
