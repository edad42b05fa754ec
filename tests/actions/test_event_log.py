"""The log as people read it: their company's entries alone, filtered, in pages, taken out and checked."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from actions.conftest import BY
from builders import an_employer
from sixpence.actions.event_log import check_log, export_log, log_page
from sixpence.basics.refused import Refused
from sixpence.store import transaction
from sixpence.store.employers import save_employer
from sixpence.store.event_log import Asked
from sixpence.store.events import record
from sixpence.store.ready import models

EMPLOYER = an_employer().name


def tell(kind: str, subject: str = EMPLOYER, *, actor: str = "ada", at: datetime = BY["at"], **detail: str) -> int:
    with transaction():
        return record(kind=kind, subject=subject, detail=detail, actor=actor, at=at)


def kinds(asked: Asked) -> list[str]:
    return [entry.kind for entry in log_page(EMPLOYER, asked).entries]


def test_a_company_reads_its_own_entries_though_another_has_a_longer_name(fernlark: str) -> None:
    longer = replace(an_employer(), name=f"{EMPLOYER} North", tax_office_reference="KW457")
    with transaction():
        save_employer(longer)
    tell("ours")
    tell("ours too", f"{EMPLOYER} 2026-11-30-monthly")
    tell("theirs", longer.name)
    tell("theirs too", f"{longer.name} 2026-11-30-monthly")
    tell("another's", fernlark)
    assert kinds(Asked()) == ["ours too", "ours"]
    assert [entry.kind for entry in log_page(longer.name, Asked()).entries] == ["theirs too", "theirs"]
    with pytest.raises(Refused, match="no employer is called 'Kestrel'"):
        log_page("Kestrel", Asked())


def test_entries_are_asked_for_by_kind_person_actor_and_uk_day(fernlark: str) -> None:
    tell("fact entered by hand", employee_id="1001", at=datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
    tell("private value revealed", employee_id="1002", at=datetime(2026, 6, 30, 23, 1, tzinfo=UTC), actor="ben")
    tell("fact entered by hand", employee_id="10", at=datetime(2026, 7, 1, 23, 1, tzinfo=UTC))
    assert kinds(Asked(kind="private value revealed")) == ["private value revealed"]
    assert kinds(Asked(employee_id="1001")) == ["fact entered by hand"]
    assert kinds(Asked(actor="ben")) == ["private value revealed"]
    # British Summer Time: 1 July begins at 23:00 in UTC.
    assert kinds(Asked(first_day=date(2026, 7, 1), last_day=date(2026, 7, 1))) == ["private value revealed"]
    page = log_page(EMPLOYER, Asked(kind="nothing of the kind"))
    assert (page.entries, page.kinds) == ((), ("fact entered by hand", "private value revealed"))
    assert page.actors == ("ada", "ben")


def test_pages_follow_one_another_to_the_end(fernlark: str) -> None:
    numbers = [tell(f"event {number}") for number in range(5)]
    seen: list[int] = []
    before: int | None = None
    while True:
        page = log_page(EMPLOYER, Asked(), before=before, count=2)
        seen += [entry.sequence for entry in page.entries]
        before = page.older
        if before is None:
            break
    assert seen == numbers[::-1]


def test_what_is_taken_out_is_in_the_log(fernlark: str) -> None:
    tell("fact entered by hand", employee_id="1001")
    tell("another", employee_id="1002")
    rows = list(csv.DictReader(io.StringIO(export_log(EMPLOYER, Asked(employee_id="1001"), **BY).decode("utf-8-sig"))))
    assert [(row["kind"], row["detail"]) for row in rows] == [("fact entered by hand", '{"employee_id": "1001"}')]
    exported = log_page(EMPLOYER, Asked()).entries[0]
    assert (exported.kind, exported.actor) == ("log exported", BY["actor"])
    assert exported.detail == {"employee_id": "1001", "entries": 1}


def test_the_check_names_the_entry_that_was_changed(fernlark: str) -> None:
    tell("one")
    tell("two")
    whole = check_log().found
    assert whole is not None
    assert whole.count == 2
    models.Event.objects.filter(sequence=2).update(actor="somebody else")
    check = check_log()
    assert check.found is None
    assert "broken at entry 2" in check.broken
