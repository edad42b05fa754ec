"""What a mapping would take: of everyone in counts and ids, of one person line by line, and no private value shown."""

from hypothesis import given
from hypothesis import strategies as st

from sixpence.hr.mapped import MappedPerson, map_record
from sixpence.hr.mapping import MAPPABLE, FieldMapping, HrMapping
from sixpence.hr.preview import (
    FieldCheck,
    PreviewLine,
    check_fields,
    fields_filled_by,
    not_filled,
    preview_person,
)
from sixpence.hr.records import HrAttribute, HrMoney, HrRecord, HrValue
from sixpence.people.fields import FIELDS

TAX_CODE = HrMapping((FieldMapping("tax_code", "k"),))
ATTRIBUTES = (
    HrAttribute("n", "NINO", "standard"),
    HrAttribute("p", "Fixed salary", "decimal"),
    HrAttribute("a", "Home", "standard"),
)


def people(*values: HrValue) -> list[MappedPerson]:
    return [map_record(HrRecord(str(number), {"k": value}), TAX_CODE) for number, value in enumerate(values, start=1)]


def test_a_field_is_checked_over_everyone() -> None:
    everyone = [*people("1257L", "BR", "", "nonsense", "D3"), MappedPerson("6", {}, unreadable=frozenset({"tax_code"}))]
    reason = "is not a tax code, such as 1257L, S1257L M1, K100, BR, 0T or NT"
    assert check_fields(everyone, ["tax_code"]) == {
        "tax_code": FieldCheck(
            filled=("1", "2"), empty=("3",), unreadable=("6",), refused={reason: ("4", "5")}, doubtful={}
        )
    }


def test_what_fits_nobody_is_about_something_else() -> None:
    assert check_fields(people("Leeds", "York", ""), ["tax_code"])["tax_code"].fits_nobody
    assert not check_fields(people("Leeds", "1257L"), ["tax_code"])["tax_code"].fits_nobody
    assert not check_fields(people("", None), ["tax_code"])["tax_code"].fits_nobody


def test_a_doubtful_value_is_filled_too() -> None:
    mapping = HrMapping((FieldMapping("sort_code", "k"),))
    check = check_fields([map_record(HrRecord("1", {"k": "40004"}), mapping)], ["sort_code"])["sort_code"]
    assert (check.filled, list(check.doubtful.values()), check.refused) == (("1",), [("1",)], {})


def test_one_person_line_by_line() -> None:
    mapping = HrMapping(
        (
            FieldMapping("ni_number", "n"),
            FieldMapping("salary", "p"),
            FieldMapping("address", "a"),
            FieldMapping("tax_code", "gone"),
        )
    )
    record = HrRecord(
        "7", {"n": "AB 12 34 56 X", "p": HrMoney("4166.67", "GBP", "monthly"), "a": "1 Mill Wharf, Leeds"}
    )
    assert preview_person(record, mapping, ATTRIBUTES) == (
        PreviewLine(
            "National Insurance number",
            "NINO",
            "••••",
            "(nothing)",
            "is not a National Insurance number (two letters, six digits, one of A to D)",
        ),
        PreviewLine("Salary", "Fixed salary", "4166.67 GBP monthly", "£4,166.67 monthly"),
        PreviewLine("Whole address", "Home", "••••", "••••, ••••"),
        PreviewLine("Tax code", "gone", "(cannot be read)", "(nothing)"),
    )


def test_a_line_does_not_say_its_value_by_accident() -> None:
    assert "AB123456C" not in repr(PreviewLine("x", "y", "AB123456C", "AB123456C"))


@given(name=st.sampled_from(sorted(MAPPABLE)), value=st.text(alphabet="QXZJ9873", min_size=8, max_size=30))
def test_a_private_value_is_never_shown(name: str, value: str) -> None:
    mapping = HrMapping((FieldMapping(name, "n"),))
    (line,) = preview_person(HrRecord("7", {"n": value}), mapping, ATTRIBUTES)
    if FIELDS[fields_filled_by(name, mapping)[0]].private:
        assert value not in f"{line.in_hr}{line.becomes}{line.note}"


def test_what_nothing_fills_is_named_unless_somebody_decided_so() -> None:
    lines = tuple(FieldMapping(name, name) for name in ("first_name", "last_name", "address", "hourly_rate"))
    missing = not_filled(HrMapping(lines, frozenset({"leaving_date"})))
    assert missing == (
        "gender",
        "birth_date",
        "ni_number",
        "start_date",
        "tax_code",
        "ni_category",
        "sort_code",
        "account_number",
    )
    assert not_filled(HrMapping(lines), readable=["first_name"])[0] == "last_name"
