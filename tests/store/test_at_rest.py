"""What lies on the disk holds no private value."""

from dataclasses import fields
from datetime import UTC, date, datetime

from builders import FACTS, an_employer
from sixpence.hr.conditions import Conditions
from sixpence.hr.mapping import HrMapping
from sixpence.payrun.figures import PreviousEmployment
from sixpence.people.person import Fact
from sixpence.store import transaction
from sixpence.store.configuration import Configuration
from sixpence.store.connections import save_connection
from sixpence.store.employers import save_employer
from sixpence.store.employments import add_employments, facts_of, save_facts, save_opening_figures
from sixpence.store.payruns import create_pay_run, save_run_people
from sixpence.store.records import HrConnection, OpeningFigures, PayRun, RunPerson
from store.stores import all_stored


def test_the_database_holds_no_private_value(own_store: Configuration) -> None:
    kestrel = an_employer(address_lines=("1 Mill Wharf", "York"))
    with transaction():
        save_employer(kestrel)
        add_employments(kestrel.name, ["1001"])
        facts = [Fact("1001", field, date(2026, 4, 6), value) for field, value in FACTS.items()]
        save_facts(kestrel.name, facts, origin="personio", at=datetime(2026, 11, 2, tzinfo=UTC))
        brought = OpeningFigures(previous=PreviousEmployment(taxable_pay_pence=987_654_321))
        save_opening_figures(kestrel.name, "2026-27", {"1001": brought})
        save_connection(kestrel.name, _connection())
        create_pay_run(_run())
        save_run_people(kestrel.name, _run().run_key, [_person()])
    raw = all_stored(own_store)
    assert b"personio" in raw  # the bytes are the right ones
    private = [value for field, value in FACTS.items() if len(value) > 3 and value != "United Kingdom"]
    private += ["87654321", "KESTREL AND WREN", "040005", "987654321", "s3cret-of-the-connection", "of the payload"]
    assert [value for value in private if value.encode() in raw] == []
    assert facts_of(kestrel.name) == {"1001": facts}


def _connection() -> HrConnection:
    return HrConnection(
        source="personio",
        base_url="https://api.personio.example",
        client_id="papi-1",
        client_secret="s3cret-of-the-connection",
        mapping=HrMapping(()),
        conditions=Conditions(),
    )


def _run() -> PayRun:
    return PayRun(
        employer=an_employer().name,
        run_key="2026-11-30-monthly",
        pay_date=date(2026, 11, 30),
        frequency="monthly",
        tax_year="2026-27",
        tax_period=8,
        period_start=date(2026, 11, 1),
        period_end=date(2026, 11, 30),
    )


def _person() -> RunPerson:
    pence = {field.name: 0 for field in fields(RunPerson) if field.name.endswith("_pence")}
    return RunPerson(
        employee_id="1001", payload=b"the bytes of the payload", record_sha256=b"and what stands for them", **pence
    )
