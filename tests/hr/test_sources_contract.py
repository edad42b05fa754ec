"""What every HR source keeps to. A new source adds one line to SOURCES and passes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hr.spreadsheets.tables import Table, as_csv, as_xlsx, people_of
from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Condition, Conditions, decide
from sixpence.hr.differences import compare, facts_of
from sixpence.hr.mapped import map_record
from sixpence.hr.mapping import suggest_mapping
from sixpence.hr.records import HrMoney, HrRecord, HrSource, HrValue
from sixpence.hr.sources.personio import Credentials, Patience, PersonioClient, PersonioSource
from sixpence.hr.sources.spreadsheet import Layout, SpreadsheetSource
from sixpence.people.fields import FIELDS
from sixpence.people.person import Fact
from sixpence.sandbox.personio import PersonioSandbox, open_sandbox

AS_OF = date(2026, 11, 30)
QUICK = Patience(first_wait=0, busy_first_wait=0, longest_wait=0)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[PersonioSandbox]:
    with open_sandbox() as running:
        yield running


@contextmanager
def personio(sandbox: PersonioSandbox, *versions: int) -> Iterator[HrSource]:
    credentials = Credentials(sandbox.client_id, sandbox.client_secret)
    with PersonioClient(credentials, sandbox.base_url, QUICK) as client:
        yield PersonioSource(client, AS_OF, versions)


def spreadsheet(
    sandbox: PersonioSandbox, write: Callable[[Table], bytes], name: str
) -> AbstractContextManager[HrSource]:
    layout = Layout(employee_id="Personio ID")
    return nullcontext(SpreadsheetSource(write(people_of(sandbox.account)), name, layout))


OpenSource = Callable[[PersonioSandbox], AbstractContextManager[HrSource]]
SOURCES: dict[str, OpenSource] = {
    "Personio": lambda sandbox: personio(sandbox, 2, 1),
    "Personio, version 2 alone": lambda sandbox: personio(sandbox, 2),
    "Personio, version 1 alone": lambda sandbox: personio(sandbox, 1),
    "A spreadsheet, CSV": lambda sandbox: spreadsheet(sandbox, as_csv, "people.csv"),
    "A spreadsheet, XLSX": lambda sandbox: spreadsheet(sandbox, as_xlsx, "people.xlsx"),
}


@pytest.fixture(params=SOURCES)
def source(request: pytest.FixtureRequest, sandbox: PersonioSandbox) -> Iterator[HrSource]:
    with SOURCES[request.param](sandbox) as opened:
        yield opened


def test_attributes_have_one_key_and_a_label_each(source: HrSource) -> None:
    attributes = source.attributes()
    assert attributes
    assert len({attribute.key for attribute in attributes}) == len(attributes)
    assert all(attribute.key and attribute.label for attribute in attributes)


def test_everybody_comes_once_with_values_that_have_an_attribute(source: HrSource, sandbox: PersonioSandbox) -> None:
    records = list(source.records())
    assert sorted(record.source_id for record in records) == [str(person.id) for person in sandbox.account.people]
    keys = {attribute.key for attribute in source.attributes()}
    for record in records:
        assert record.values.keys() <= keys
        assert {dated.key for dated in record.dated} <= keys
        assert all(_is_neutral(value) for value in record.values.values())


def _is_neutral(value: HrValue) -> bool:
    """No payload, no float and no moment of the day is left in a value."""
    if isinstance(value, tuple):
        return all(isinstance(item, str) for item in value)
    if isinstance(value, HrMoney):
        return str(Decimal(value.amount)) == value.amount and "E" not in value.amount
    return value is None or (isinstance(value, str) and "T00:00:00" not in value)


def test_progress_ends_with_everybody(source: HrSource, sandbox: PersonioSandbox) -> None:
    steps: list[tuple[int, int | None, str]] = []
    list(source.records(lambda done, total, what: steps.append((done, total, what))))
    people = len(sandbox.account.people)
    assert steps[-1][:2] == (people, people)
    assert all(total is None or 0 < done <= total for done, total, _ in steps)


def test_what_is_read_maps_to_canonical_facts_and_settles(source: HrSource) -> None:
    mapping = suggest_mapping(source.attributes())
    people = [map_record(record, mapping) for record in source.records()]
    first = compare(people, {}, AS_OF)
    assert len(first.starters) + len(first.excluded) == len(people)
    stored: dict[str, list[Fact]] = {}
    for fact in facts_of(first):
        assert fact.field in FIELDS
        stored.setdefault(fact.employee_id, []).append(fact)
    again = compare(people, stored, AS_OF)
    assert (again.changes, again.vanished, again.unchanged) == ((), (), len(first.starters))


def test_a_second_read_says_the_same(sandbox: PersonioSandbox) -> None:
    for open_source in SOURCES.values():
        with open_source(sandbox) as one, open_source(sandbox) as other:
            assert list(one.records()) == list(other.records())


def test_some_are_read_as_everybody_is_and_who_is_not_there_is_left_out(source: HrSource) -> None:
    everybody = {record.source_id: record for record in source.records()}
    few = source.a_few()
    assert few
    assert set(few) <= everybody.keys()
    some = frozenset({*sorted(everybody)[:3], "nobody"})
    assert {record.source_id: record for record in source.records(only=some)} == {
        who: everybody[who] for who in sorted(everybody)[:3]
    }


def test_a_mark_leads_to_those_who_may_have_changed_or_to_everybody(source: HrSource) -> None:
    everybody = {record.source_id for record in source.records()}
    mark = source.mark(datetime.now(UTC) + timedelta(hours=2))
    changed = source.changed_since(mark) if mark else None
    assert changed is None or changed == frozenset()
    overlapping = source.changed_since(source.mark(datetime.now(UTC) - timedelta(days=10_000))) if mark else None
    assert overlapping is None or overlapping <= everybody


# What follows is about Personio: both versions say the same, and what goes wrong on the way.


def _by_id(source: AbstractContextManager[HrSource]) -> dict[str, HrRecord]:
    with source as opened:
        return {record.source_id: record for record in opened.records()}


def test_both_versions_of_personio_say_the_same(sandbox: PersonioSandbox) -> None:
    first, second = _by_id(personio(sandbox, 1)), _by_id(personio(sandbox, 2))
    differing = {
        (employee_id, key)
        for employee_id, record in second.items()
        for key, value in record.values.items()
        if key in first[employee_id].values and first[employee_id].values[key] != value
    }
    assert differing == set()
    together = _by_id(personio(sandbox, 2, 1))
    for employee_id, record in together.items():
        assert record.values == {**first[employee_id].values, **second[employee_id].values}
        assert record.dated == second[employee_id].dated


def test_pay_has_the_day_it_begins(sandbox: PersonioSandbox) -> None:
    records = _by_id(personio(sandbox, 2, 1))
    for person in sandbox.account.people:
        for dated in records[str(person.id)].dated:
            (paid,) = [pay for pay in person.pay if pay.effective_from == dated.effective_from]
            assert isinstance(dated.value, HrMoney)
            assert (Decimal(dated.value.amount), dated.value.interval) == (paid.amount, paid.interval.value)
    keys = {dated.key for record in records.values() for dated in record.dated}
    assert keys == {"fix_salary", "hourly_salary"}


def test_a_raise_within_the_month_is_two_salaries_of_which_the_later_counts(sandbox: PersonioSandbox) -> None:
    before = sandbox.account
    person = next(each for each in before.people if each.pay and each.pay[-1].interval.value == "monthly")
    raised = replace(person.pay[-1], effective_from=date(2026, 11, 16), amount=Decimal("9876.54"))
    try:
        sandbox.account = before.with_person(replace(person, pay=(*person.pay, raised)))
        record = _by_id(personio(sandbox, 2, 1))[str(person.id)]
    finally:
        sandbox.account = before
    assert [dated.effective_from for dated in record.dated] == [person.pay[-1].effective_from, date(2026, 11, 16)]
    assert record.values["fix_salary"] == HrMoney("9876.54", "GBP", "monthly")


def test_dates_are_local_in_summer_and_winter(sandbox: PersonioSandbox) -> None:
    records = _by_id(personio(sandbox, 1))
    starts = {str(person.id): person.start.isoformat() for person in sandbox.account.people}
    assert {employee_id: record.values["hire_date"] for employee_id, record in records.items()} == starts
    assert {start[5:7] for start in starts.values()} & {"05", "06", "07", "08", "09"}


def test_people_abroad_can_be_excluded(sandbox: PersonioSandbox) -> None:
    with personio(sandbox, 2, 1) as source:
        (country,) = [attribute for attribute in source.attributes() if attribute.label == "Country"]
        abroad = Conditions(exclude=(Condition(country.key, "is one of", ("Germany", "Spain")),))
        out = {r.source_id for r in source.records() if not decide(r, abroad, source.attributes()).included}
    countries = {str(person.id): person.legal_entity.country for person in sandbox.account.people}
    assert out == {employee_id for employee_id, code in countries.items() if code != "GB"}


@pytest.fixture(scope="module")
def of_few() -> Iterator[tuple[PersonioSandbox, dict[str, HrRecord]]]:
    """A sandbox with people enough for what goes wrong on the way, and what they are when nothing does."""
    with open_sandbox(people=25) as running:
        yield running, _by_id(personio(running, 2, 1))


@pytest.mark.parametrize("path", ["/v2/persons", "/v1/company/employees", "/v2/compensations", "/v2/auth/token"])
@pytest.mark.parametrize("fault", ["429", "500", "cut"])
def test_a_passing_fault_is_overcome(
    of_few: tuple[PersonioSandbox, dict[str, HrRecord]], fault: str, path: str
) -> None:
    sandbox, expected = of_few
    sandbox.faults.add(fault, path, times=2)
    assert _by_id(personio(sandbox, 2, 1)) == expected


@pytest.mark.parametrize(
    ("fault", "line"),
    [("429", "too many requests"), ("500", "Personio answered 500"), ("cut", "answer about persons broke off")],
)
def test_a_lasting_fault_is_one_line(sandbox: PersonioSandbox, fault: str, line: str) -> None:
    sandbox.faults.add(fault, "/v2/persons", times=50)
    try:
        with pytest.raises(Refused, match=line):
            _by_id(personio(sandbox, 2, 1))
    finally:
        sandbox.faults.add("none")


def test_tokens_that_expire_in_the_middle_are_renewed(
    of_few: tuple[PersonioSandbox, dict[str, HrRecord]],
) -> None:
    sandbox, expected = of_few

    def expire(done: int, *_: object) -> None:
        if done in (5, 20):
            sandbox.sign_ins.invalidate()

    with personio(sandbox, 2, 1) as source:
        assert {record.source_id: record for record in source.records(expire)} == expected


def test_wrong_credentials_and_no_connection(sandbox: PersonioSandbox) -> None:
    wrong = Credentials(sandbox.client_id, "wrong")
    with PersonioClient(wrong, sandbox.base_url, QUICK) as client, pytest.raises(Refused, match="Client Secret"):
        client.check_sign_in()
    nobody = "http://127.0.0.1:9"
    with PersonioClient(wrong, nobody, QUICK) as client, pytest.raises(Refused, match=f"Could not reach {nobody}"):
        client.check_sign_in()


def test_an_emptied_attribute_keeps_the_stored_fact(sandbox: PersonioSandbox) -> None:
    with personio(sandbox, 2, 1) as source:
        mapping = suggest_mapping(source.attributes())
        people = [map_record(record, mapping) for record in source.records()]
    stored: dict[str, list[Fact]] = {}
    for fact in facts_of(compare(people, {}, AS_OF)):
        stored.setdefault(fact.employee_id, []).append(fact)
    before = sandbox.account
    person = before.people[0]
    try:
        sandbox.account = before.with_person(replace(person, custom={})).without_person(before.people[1].id)
        with personio(sandbox, 2, 1) as source:
            after = compare([map_record(record, mapping) for record in source.records()], stored, AS_OF)
    finally:
        sandbox.account = before
    assert after.changes == ()
    assert after.vanished == (str(before.people[1].id),)
    assert {"tax_code", "ni_number", "sort_code"} <= {k.field for k in after.kept if k.employee_id == str(person.id)}
