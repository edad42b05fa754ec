"""What may happen to a run when; the digest; the sealed file and its replay."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from payrun.worlds import PAID_BEFORE, facts_of, run
from sixpence.basics.refused import Refused
from sixpence.payrun.calculation import Calculated
from sixpence.payrun.life import Act, RunState, check_approval, state_after
from sixpence.payrun.record import digest_of, digest_of_hashes, hash_of_record, header_of, pay_from_record, record_of
from sixpence.payrun.review import review
from sixpence.payrun.seal import ReplayDiffers, digest_as_sealed, read_sealed, replay
from sixpence.payrun.seal import seal as seal_records
from sixpence.payrun.window import window_of
from sixpence.people.person import BankAccount

SEALED = Path(__file__).parent / "sealed"
NO_FIGURES, NOT_APPROVED = "it has no figures yet", "its figures are not approved yet"
IS_APPROVED, IS_CLOSED = "its figures are approved: reopen it first", "it is closed and sealed"
OUTCOMES: dict[Act, tuple[RunState | str, ...]] = {  # from open, calculated, approved and closed
    Act.CALCULATE: (RunState.CALCULATED, RunState.CALCULATED, IS_APPROVED, IS_CLOSED),
    Act.ADJUST: (RunState.OPEN, RunState.CALCULATED, IS_APPROVED, IS_CLOSED),
    Act.APPROVE: (NO_FIGURES, RunState.APPROVED, IS_APPROVED, IS_CLOSED),
    Act.REOPEN: (NO_FIGURES, NOT_APPROVED, RunState.CALCULATED, IS_CLOSED),
    Act.CLOSE: (NO_FIGURES, NOT_APPROVED, RunState.CLOSED, IS_CLOSED),
}


@pytest.mark.parametrize("act", Act)
def test_every_act_in_every_state(act: Act) -> None:
    for state, expected in zip(RunState, OUTCOMES[act], strict=True):
        if isinstance(expected, RunState):
            assert state_after("r", state, act) is expected
        else:
            with pytest.raises(Refused, match=f"cannot {act} pay run r: {expected}"):
                state_after("r", state, act)


def seal(calculated: Calculated, version: str) -> bytes:
    records = [record_of(pay) for pay in calculated.figures.people]
    return seal_records(header_of(calculated.figures), records, calculated.input_rows, version)


def test_an_approval_is_bound_to_the_figures_that_were_seen() -> None:
    check_approval("r", "abc", "abc")
    with pytest.raises(Refused, match="its figures have changed since they were shown"):
        check_approval("r", "abd", "abc")


def test_one_changed_penny_or_digit_of_an_account_changes_the_digest() -> None:
    figures = run(facts_of(), facts_of("1002")).figures
    first, second = figures.people
    person = replace(first.person, facts=first.person.facts | {"account_number": "12345679"})
    account = BankAccount("040005", "87654322", "KESTREL AND WREN")
    changed = [
        replace(figures, people=(replace(first, net_pay_pence=first.net_pay_pence + 1), second)),
        replace(figures, people=(replace(first, person=person), second)),
        replace(figures, people=(second,)),
        replace(figures, pay_date=date(2026, 12, 1)),
        replace(figures, employer=replace(figures.employer, bank_account=account)),
    ]
    digests = {digest_of(one) for one in (figures, *changed)}
    assert len(digests) == 6
    assert digest_of(run(facts_of(), facts_of("1002")).figures) in digests


def test_one_persons_new_figures_make_the_digest_of_the_whole_run() -> None:
    before, after = run(facts_of(), facts_of("1002")).figures, run(facts_of(salary="310000 monthly"), facts_of("1002"))
    hashes = [hash_of_record(record_of(pay)) for pay in before.people]
    hashes[0] = hash_of_record(record_of(after.figures.people[0]))
    assert digest_of_hashes(header_of(before), hashes) == digest_of(after.figures)


def test_a_run_that_was_sealed_in_format_1_is_still_what_it_was() -> None:
    sealed = read_sealed("it", (SEALED / "format-1.parquet").read_bytes())
    assert (sealed.format, [pay.net_pay_pence for pay in sealed.figures.people]) == (1, [2843_84, 2144_64])
    assert digest_as_sealed(sealed) == sealed.digest


def test_a_run_of_a_newer_format_says_so() -> None:
    table = pq.read_table(io.BytesIO(seal(run(facts_of()), "0.1.0")))
    about = json.loads(table.schema.metadata[b"sixpence"]) | {"format": 3}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata({b"sixpence": json.dumps(about).encode()}), sink)
    with pytest.raises(Refused, match="it was sealed by a newer Sixpence"):
        read_sealed("it", sink.getvalue().to_pybytes())


def test_a_record_reads_back_through_json() -> None:
    pay = run(facts_of(director="standard", director_since="2020-01-01")).figures.people[0]
    assert b"\n" not in record_of(pay)
    assert pay_from_record(record_of(pay)) == pay


def test_the_same_run_seals_to_the_same_bytes_and_replays() -> None:
    calculated = run(facts_of(), facts_of("1002", tax_code="S1257L X", student_loan_plan="4"), facts_of("1003"))
    content = seal(calculated, "0.1.0")
    assert (
        seal(run(facts_of(), facts_of("1002", tax_code="S1257L X", student_loan_plan="4"), facts_of("1003")), "0.1.0")
        == content
    )
    sealed = replay("run.parquet", content)
    assert sealed.figures == calculated.figures
    assert (sealed.digest, sealed.engine_version) == (digest_of(calculated.figures), "0.1.0")


def test_an_empty_run_seals_too() -> None:
    assert replay("run.parquet", seal(run(facts_of(gender="")), "0.1.0")).figures.people == ()


def _altered(content: bytes, column: str, value: object) -> bytes:
    table = pq.read_table(io.BytesIO(content))
    place = table.column_names.index(column)
    values = [value, *table.column(column).to_pylist()[1:]]
    field = table.schema.field(place)
    changed = table.set_column(place, field, pa.array(values, field.type))
    sink = pa.BufferOutputStream()
    pq.write_table(changed, sink)
    return sink.getvalue().to_pybytes()


def test_replay_names_the_first_difference() -> None:
    content = seal(run(facts_of(tax_code="1257L X"), facts_of("1002")), "0.1.0")
    with pytest.raises(ReplayDiffers, match="employee 1001, net_pay_pence was 245365 when sealed, and is 245364 now"):
        replay("run.parquet", _altered(content, "out.net_pay_pence", 245365))
    with pytest.raises(ReplayDiffers, match="employee 1001, gross_pay_pence was 300000 when sealed, and is 300001 now"):
        replay("run.parquet", _altered(content, "in.gross_pay", "3000.01"))
    record = json.loads(pq.read_table(io.BytesIO(content)).column("record").to_pylist()[0])
    record["person"]["facts"]["sort_code"] = "999999"
    with pytest.raises(ReplayDiffers, match="the digest of its figures"):
        replay("run.parquet", _altered(content, "record", json.dumps(record)))
    record["income_tax_pence"] += 1
    with pytest.raises(ReplayDiffers, match="income_tax_pence of the payslip was 39021 when sealed, and is 39020 now"):
        replay("run.parquet", _altered(content, "record", json.dumps(record)))


@pytest.mark.parametrize("content", [b"", b"not parquet", b"PAR1" + b"\0" * 50 + b"PAR1"])
def test_another_file_is_no_sealed_run(content: bytes) -> None:
    with pytest.raises(Refused, match=r"^run.parquet is not a sealed pay run$"):
        read_sealed("run.parquet", content)


def test_review_says_who_is_new_who_left_who_changed_and_who_is_not_paid() -> None:
    october = run(
        facts_of("1"), facts_of("2", salary="290000 monthly"), window=window_of(date(2026, 10, 30), "monthly")
    ).figures
    last = {pay.employee_id: replace(pay) for pay in october.people}
    last["1"] = replace(run(facts_of("1")).figures.people[0])
    november = run(
        facts_of("1"),
        facts_of("2", leaving_date="2026-11-30"),
        facts_of("3", start_date="2026-11-02", tax_code="", sort_code=""),
        facts_of("4", gender=""),
        history={"1": PAID_BEFORE, "2": PAID_BEFORE, "4": PAID_BEFORE},
    )
    seen = review(november, last)
    assert [pay.employee_id for pay in seen.starters] == ["3"]
    assert [pay.employee_id for pay in seen.leavers] == ["2"]
    assert [(one.pay.employee_id, one.gross_before_pence) for one in seen.changed] == [("2", 2900_00)]
    assert [pay.employee_id for pay in seen.assumed] == ["3"]
    assert [pay.employee_id for pay in seen.by_hand] == ["3"]
    assert [one.person.employee_id for one in seen.cannot_be_paid] == ["4"]
    assert seen.employees_on_payroll == 3
