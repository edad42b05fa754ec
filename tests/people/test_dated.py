"""Facts by day: put together in one go, and told on top of what is known."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sixpence.people.person import NOTHING_KNOWN, Fact, by_day, dated, in_effect, told_on

DAYS = st.dates(date(2026, 10, 1), date(2026, 10, 4))
FACTS = st.lists(
    st.builds(
        Fact,
        st.sampled_from(["1001", "1002"]),
        st.sampled_from(["job_title", "salary", "leaving_date"]),
        DAYS,
        st.sampled_from(["a", "b", "none"]),
    )
)


def of(employee_id: str, facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.employee_id == employee_id]


@given(FACTS)
def test_facts_of_many_are_the_facts_of_each(facts: list[Fact]) -> None:
    found = dated((fact.employee_id, fact.field, fact.effective_from.isoformat(), fact.value) for fact in facts)
    assert found.keys() == {fact.employee_id for fact in facts}
    for who, days in found.items():
        assert days == by_day(of(who, facts))
        assert list(days) == sorted(days)


@given(FACTS, FACTS, DAYS)
def test_news_is_told_on_top_of_what_is_known(known: list[Fact], news: list[Fact], day: date) -> None:
    before, later = by_day(of("1001", known)), by_day(of("1001", news))
    told = told_on(before, later)
    assert told == by_day(of("1001", news), before)
    assert list(told) == sorted(told)
    assert in_effect(told, day) == in_effect(by_day(of("1001", known + news)), day)


def test_where_nothing_is_known_the_news_is_all() -> None:
    news = by_day([Fact("1001", "job_title", date(2026, 10, 1), "Baker")])
    assert told_on(NOTHING_KNOWN, news) == news
    assert told_on(news, NOTHING_KNOWN) == news
