"""Employments, facts and opening figures: nothing overwritten, nothing moved, nothing lost."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from builders import FACTS, a_payment, an_employer
from sixpence.basics.refused import Refused
from sixpence.payrun.figures import NiToDate, PreviousEmployment, ToDate
from sixpence.people.fields import FIELDS
from sixpence.people.person import Fact, person_on
from sixpence.store import employers
from sixpence.store.employments import (
    add_employments,
    employee_ids,
    facts_mark,
    facts_of,
    known_of,
    opening_figures,
    people_on,
    recorded_facts,
    save_facts,
    save_opening_figures,
)
from sixpence.store.ready import models
from sixpence.store.records import OpeningFigures

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
APRIL, JULY = date(2026, 4, 6), date(2026, 7, 1)
KEPT = models.Fact.objects


def fact(value: str, employee_id: str = "1001", field: str = "sort_code", day: date = APRIL) -> Fact:
    return Fact(employee_id, field, day, value)


def save(employer: str, *facts: Fact) -> int:
    return save_facts(employer, facts, origin="personio", at=AT)


def test_who_is_there_already_is_not_added_again(kestrel: str) -> None:
    assert add_employments(kestrel, ["1003", "1002", "1003", "0999"]) == ["0999", "1003"]
    assert employee_ids(kestrel) == ["0999", "1001", "1002", "1003"]


def test_facts_come_back_as_they_were(kestrel: str) -> None:
    facts = [fact(value, field=field) for field, value in FACTS.items()]
    assert save(kestrel, *facts) == len(facts)
    assert facts_of(kestrel) == {"1001": facts, "1002": []}


def test_a_later_day_stands_beside_an_earlier_one(kestrel: str) -> None:
    save(kestrel, fact("040004"), fact("040005", day=JULY))
    assert facts_of(kestrel)["1001"] == [fact("040004"), fact("040005", day=JULY)]


def test_a_correction_counts_and_what_it_corrects_is_kept(kestrel: str) -> None:
    save(kestrel, fact("040004"))
    assert save(kestrel, fact("040005")) == 1
    assert facts_of(kestrel)["1001"] == [fact("040005")]
    assert list(KEPT.values_list("version", "origin", "recorded_at")) == [(1, "personio", AT), (2, "personio", AT)]


def test_what_is_known_is_not_recorded_again(kestrel: str) -> None:
    save(kestrel, fact("040004"), fact("040005", day=JULY))
    assert save(kestrel, fact("040004"), fact("040005", day=JULY)) == 0
    assert KEPT.count() == 2


def test_a_value_that_comes_back_is_news(kestrel: str) -> None:
    assert save(kestrel, fact("040004"), fact("040005"), fact("040004")) == 3
    assert facts_of(kestrel)["1001"] == [fact("040004")]


def test_facts_of_some_are_those_of_all(kestrel: str) -> None:
    save(kestrel, fact("040004"), fact("040005", employee_id="1002"))
    assert facts_of(kestrel, only=["1002", "9999"]) == {"1002": [fact("040005", employee_id="1002")]}


def test_what_is_known_in_some_fields_is_that_alone(kestrel: str) -> None:
    pay = "300000 monthly"
    save(kestrel, fact(pay, field="salary"), fact("Baker", field="job_title"), fact("Ben", "1002", "first_name"))
    assert known_of(kestrel, fields=("salary",)) == {"1001": {"2026-04-06": {"salary": pay}}, "1002": {}}
    later = fact("310000 monthly", field="salary", day=date(2026, 5, 6))
    save(kestrel, later, fact("305000 monthly", field="salary"))
    told = {"2026-04-06": {"salary": "305000 monthly"}, "2026-05-06": {"salary": later.value}}
    assert known_of(kestrel, {"1001"}, ("salary",)) == {"1001": told}


def test_every_version_says_whose_word_it_was(kestrel: str) -> None:
    save(kestrel, fact("040004"))
    said = fact("040005")
    save_facts(kestrel, [said], origin="by hand", at=AT, by="ben", first_by={said: "ada"})
    assert [(each.version, each.origin, each.who) for each in recorded_facts(kestrel, "1001")] == [
        (1, "personio", ""),
        (2, "by hand", "ada and ben"),
    ]
    assert recorded_facts(kestrel, "1001")[1].fact == said
    assert recorded_facts(kestrel, "1002") == recorded_facts(kestrel, "9999") == []


def test_everyone_is_listed_as_they_stand_on_a_day(kestrel: str) -> None:
    save(kestrel, fact("Ada", field="first_name"), fact("Cook", field="job_title"))
    save(kestrel, fact("Baker", field="job_title", day=JULY))
    (ada, nobody) = people_on(kestrel, APRIL)
    assert (ada.get("job_title"), nobody.facts) == ("Cook", {})
    assert people_on(kestrel, JULY)[0].get("job_title") == "Baker"
    # Of a starter nothing is true yet: they are listed as they will be.
    assert people_on(kestrel, date(2020, 1, 1))[0].get("job_title") == "Baker"


def test_what_lists_are_read_from_is_made_again_where_it_is_not_there(kestrel: str) -> None:
    save(kestrel, fact("Ada", field="first_name"), fact("Ben", "1002", "first_name"))
    before, known = people_on(kestrel, APRIL), known_of(kestrel)
    models.KnownFacts.objects.filter(employment__employee_id="1001").delete()
    assert (people_on(kestrel, APRIL), known_of(kestrel)) == (before, known)
    assert known_of(kestrel, {"1001", "9999"}) == {"1001": {"2026-04-06": {"first_name": "Ada"}}}


def test_what_is_kept_as_known_counts_only_while_it_is_made_of_every_fact(kestrel: str) -> None:
    """Also where two people wrote at once and neither saw the other's fact: then it is read from the facts."""
    save(kestrel, fact("Ada", field="first_name"))
    kept = models.KnownFacts.objects.get()
    save(kestrel, fact("Baker", field="job_title"), fact("Ben", "1002", "first_name"))
    models.KnownFacts.objects.filter(id=kept.id).update(of_facts=kept.of_facts, facts=kept.facts)
    assert known_of(kestrel)["1001"] == {"2026-04-06": {"first_name": "Ada", "job_title": "Baker"}}
    models.KnownFacts.objects.filter(id=kept.id).update(of_facts=2)
    with pytest.raises(Refused, match=r"known_facts.facts of .* cannot be opened"):
        known_of(kestrel)


def test_the_mark_of_all_facts_is_another_after_each_and_for_other_facts_in_their_place(kestrel: str) -> None:
    marks = [facts_mark(kestrel)]
    for value in ("Ada", "Bea", "Bea"):  # what is known already is no news
        save(kestrel, fact(value, field="first_name"))
        marks.append(facts_mark(kestrel))
    assert (len(set(marks)), marks[2]) == (3, marks[3])
    newest = models.Fact.objects.order_by("-id").first()
    assert newest is not None
    newest.delete()  # as a database from a backup has it, in which something else became known
    models.KnownFacts.objects.all().delete()
    save(kestrel, fact("Cy", field="first_name"))
    assert facts_mark(kestrel)[0] == marks[3][0]
    assert facts_mark(kestrel) not in marks


def test_somebody_nobody_knows_is_refused_and_nothing_is_kept(kestrel: str) -> None:
    with pytest.raises(Refused, match="employee 9999 is not known at Kestrel"):
        save(kestrel, fact("040004"), fact("040004", employee_id="9999"))
    assert not KEPT.exists()


def test_a_whole_company_takes_the_same_way(kestrel: str) -> None:
    """Beyond a few hundred people everyone is read, not named one by one."""
    everyone = [str(number) for number in range(5000, 5600)]
    add_employments(kestrel, everyone)
    facts = [fact("040004", employee_id=employee_id) for employee_id in everyone]
    assert (save(kestrel, *facts), save(kestrel, *facts)) == (600, 0)
    assert facts_of(kestrel) == {"1001": [], "1002": [], **{one.employee_id: [one] for one in facts}}


def test_the_same_number_at_another_employer_is_somebody_else(kestrel: str) -> None:
    heron = an_employer(name="Heron Ltd", tax_office_number="124")
    employers.save_employer(heron)
    add_employments(heron.name, ["1001"])
    save(heron.name, fact("050005"))
    save(kestrel, fact("040004"))
    assert facts_of(heron.name) == {"1001": [fact("050005")]}
    assert facts_of(kestrel) == {"1001": [fact("040004")], "1002": []}
    theirs = KEPT.get(employment__employer__name=heron.name).value
    KEPT.filter(employment__employer__name=kestrel).update(value=theirs)
    with pytest.raises(Refused, match="cannot be opened"):
        facts_of(kestrel)


@pytest.mark.parametrize(
    "change",
    [
        {"field": "account_number"},
        {"effective_from": JULY},
        {"version": 3},
        {"employment_id": "the other one"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_fact_whose_labels_were_changed_is_refused(kestrel: str, change: dict[str, object]) -> None:
    save(kestrel, fact("040004"))
    if "employment_id" in change:
        change = {"employment_id": models.Employment.objects.get(employee_id="1002").id}
    KEPT.update(**change)
    with pytest.raises(Refused, match=r"fact\.value of .* cannot be opened") as refused:
        facts_of(kestrel)
    assert "040004" not in str(refused.value)


def test_an_old_value_cannot_be_put_back(kestrel: str) -> None:
    save(kestrel, fact("040004"))
    save(kestrel, fact("040005"))
    KEPT.filter(version=2).update(value=KEPT.get(version=1).value)
    with pytest.raises(Refused, match="cannot be opened"):
        facts_of(kestrel)


class AnyFacts(TestCase):
    """Hypothesis: each example in a transaction of its own."""

    @given(
        st.lists(
            st.builds(
                Fact,
                employee_id=st.sampled_from(["1001", "1002", "a/b", "a/b/sort_code"]),
                field=st.sampled_from(sorted(FIELDS)),
                effective_from=st.dates(),
                value=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
            ),
            max_size=12,
        ),
        st.dates(),
    )
    def test_of_each_person_field_and_day_the_last_word_counts(self, told: list[Fact], day: date) -> None:
        employers.save_employer(an_employer())
        name = an_employer().name
        add_employments(name, ["1001", "1002", "a/b", "a/b/sort_code"])
        save_facts(name, told, origin="test", at=AT)
        expected = {(one.employee_id, one.field, one.effective_from): one for one in told}
        found = [one for facts in facts_of(name).values() for one in facts]
        assert sorted(found) == sorted(expected.values())
        for person in people_on(name, day):
            theirs = facts_of(name)[person.employee_id]
            on_the_day, ever = (person_on(person.employee_id, theirs, each) for each in (day, date.max))
            assert person == (on_the_day if on_the_day.facts else ever)


BROUGHT = {
    "1001": OpeningFigures(
        to_date=ToDate(
            gross_pay_pence=10**12, tax_pence=-5, ni=(NiToDate(letter="A", at_lel_pence=1), NiToDate(letter="C"))
        ),
        previous=PreviousEmployment(taxable_pay_pence=500_00, tax_pence=20_00),
    ),
    "1002": OpeningFigures(previous=PreviousEmployment(taxable_pay_pence=1)),
}


def test_opening_figures_come_back_as_they_were(kestrel: str) -> None:
    save_opening_figures(kestrel, "2026-27", BROUGHT)
    assert opening_figures(kestrel, "2026-27") == BROUGHT
    assert opening_figures(kestrel, "2027-28") == {}


def test_opening_figures_are_replaced_person_by_person(kestrel: str) -> None:
    save_opening_figures(kestrel, "2026-27", BROUGHT)
    corrected = OpeningFigures(to_date=a_payment().to_date)
    save_opening_figures(kestrel, "2026-27", {"1001": corrected})
    assert opening_figures(kestrel, "2026-27") == {"1001": corrected, "1002": BROUGHT["1002"]}


def test_opening_figures_of_somebody_nobody_knows_are_refused(kestrel: str) -> None:
    with pytest.raises(Refused, match="employee 9999 is not known"):
        save_opening_figures(kestrel, "2026-27", {"9999": OpeningFigures()})


def test_opening_figures_cannot_be_moved_to_another_year(kestrel: str) -> None:
    save_opening_figures(kestrel, "2026-27", BROUGHT)
    models.OpeningFigures.objects.update(tax_year="2027-28")
    with pytest.raises(Refused, match=r"opening_figures\.figures of .*/1001/2027-28 cannot be opened"):
        opening_figures(kestrel, "2027-28")
