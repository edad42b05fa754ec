"""Which HR attribute fills which payroll field: the left side is payroll, the right side HR, and what has no line is
not synced.

Three names go beyond `people.fields`. "city" is the address line after the last one that is mapped, and
"week1_month1" puts the tax code on a week 1/month 1 basis: HR keeps both apart, payroll does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from sixpence.basics.refused import Refused
from sixpence.hr.records import HrAttribute
from sixpence.hr.words import CHOICE_FIELDS, WEEK1_MONTH1, meaning, plain
from sixpence.people.fields import FIELDS

CITY = "city"
MAPPABLE = frozenset(FIELDS) | {CITY, WEEK1_MONTH1}
_ADDRESS_LINES = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")

# Personio's own attributes, whose keys or universal ids are the same in every account. The termination date is the day
# the employment ends; the last day of work may be long before, on garden leave, and pay goes on. Source: Personio help
# centre, "Terminate an employment", 4405573920285.
_UNIVERSAL: tuple[tuple[str, str], ...] = (
    ("first_name", "first_name"),
    ("last_name", "last_name"),
    ("email", "email"),
    ("gender", "gender"),
    ("birth_date", "date_of_birth"),
    ("start_date", "hire_date"),
    ("leaving_date", "termination_date"),
    ("leaving_date", "last_working_day"),
    ("job_title", "position"),
    ("department", "department"),
    ("weekly_hours", "weekly_working_hours"),
    ("salary", "fix_salary"),
    ("hourly_rate", "hourly_salary"),
)
# What customers call their own attributes, the surest name first.
_LABELS: dict[str, tuple[str, ...]] = {
    "title": ("Title", "Salutation"),
    "birth_date": ("Date of birth", "Birthday", "Birth date"),
    "address_line_1": ("Address line 1", "Address", "Street address", "Street"),
    "address_line_2": ("Address line 2",),
    "address_line_3": ("Address line 3",),
    "address_line_4": ("Address line 4",),
    CITY: ("City", "Town", "Town or city", "Town/City"),
    "postcode": ("Postcode", "Post code", "Postal code", "Zip code", "Zip"),
    "country": ("Country", "Country of residence"),
    "ni_number": ("National Insurance Number", "NI number", "NINO"),
    "starter_declaration": ("Starter declaration", "New starter declaration", "Employee statement"),
    "tax_code": ("Tax code", "PAYE tax code"),
    WEEK1_MONTH1: ("Week 1/Month 1", "Week 1 or month 1", "W1/M1", "Non-cumulative", "Tax basis", "Tax code basis"),
    "ni_category": (
        "NI category",
        "NI category letter",
        "National Insurance category",
        "National Insurance category letter",
        "NI letter",
    ),
    "student_loan_plan": ("Student loan plan", "Student loan", "Student loan plan type"),
    "postgraduate_loan": ("Postgraduate loan", "Postgraduate student loan", "PG loan"),
    "director": ("Director", "Company director", "Director status", "Is director"),
    "director_since": ("Director since", "Director start date", "Directorship start date", "Date of directorship"),
    "pension": ("Pension", "Pension scheme", "Pension status", "Pension type", "Pension relief", "Pension arrangement"),
    "pension_basis": ("Pension basis", "Pension contributions on", "Pensionable earnings", "Pension earnings basis"),
    "employee_pension_percent": (
        "Employee pension %",
        "Employee pension",
        "Employee pension percent",
        "Employee pension percentage",
        "Employee pension contribution",
        "Employee pension contribution %",
    ),
    "employer_pension_percent": (
        "Employer pension %",
        "Employer pension",
        "Employer pension percent",
        "Employer pension percentage",
        "Employer pension contribution",
        "Employer pension contribution %",
    ),
    "account_name": ("Name on bank account", "Holder of bank account", "Account holder", "Account name"),
    "sort_code": ("Sort code", "Bank sort code"),
    "account_number": ("Account number", "Bank account number"),
    "roll_number": ("Building society roll number", "Roll number"),
}


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """One line. `choices` gives our word for a word of HR's; where it has none, `words.meaning` is asked."""

    field: str
    key: str
    choices: Mapping[str, str] = dataclass_field(default_factory=dict)

    def choice(self, word: str) -> str | None:
        """Our word for HR's. None where neither the user nor the table knows it."""
        given = {plain(theirs): ours for theirs, ours in self.choices.items()}
        known = given.get(plain(word))
        return meaning(self.field, word) if known is None and self.field in CHOICE_FIELDS else known


@dataclass(frozen=True, slots=True)
class HrMapping:
    """All lines. Where a field has several, the first whose attribute has a value counts.

    Raises Refused for a field that does not exist, and for a city with no address line left to go to.
    """

    lines: tuple[FieldMapping, ...]

    def __post_init__(self) -> None:
        for line in self.lines:
            if line.field not in MAPPABLE:
                raise Refused(f"The field mapping names {line.field!r}, which is no payroll field: remove that line")
        mapped = {line.field for line in self.lines}
        if CITY in mapped and _ADDRESS_LINES[-1] in mapped:
            raise Refused("The field mapping fills address line 4 and a city, which needs a line after it: remove one")

    @property
    def city_line(self) -> str:
        """The address line a city goes to: the second, or the one after the last that is mapped.

        The mapping decides it, not the person, or a second line emptied in HR would let the city overwrite ours.
        """
        mapped = {line.field for line in self.lines}
        last = max((number for number, name in enumerate(_ADDRESS_LINES) if name in mapped), default=0)
        return _ADDRESS_LINES[last + 1]

    def by_field(self) -> dict[str, list[FieldMapping]]:
        """The lines of each field, in order; the city stands under the address line it goes to."""
        fields: dict[str, list[FieldMapping]] = {}
        for line in self.lines:
            fields.setdefault(self.city_line if line.field == CITY else line.field, []).append(line)
        return fields

    def missing_from(self, attributes: Iterable[HrAttribute]) -> tuple[FieldMapping, ...]:
        """Lines whose attribute is no longer there: renamed away, deleted, or not readable any more."""
        known = {attribute.key for attribute in attributes}
        return tuple(line for line in self.lines if line.key not in known)


def is_offered(attribute: HrAttribute) -> bool:
    """Whether an attribute can fill a field: one with several choices at once cannot."""
    return attribute.type != "tags"


def suggest_mapping(attributes: Iterable[HrAttribute]) -> HrMapping:
    """The lines that are certain, by universal id and then by label. Two attributes of one label are not certain.

    The user sees and may change every line before it is used.
    """
    offered = [attribute for attribute in attributes if is_offered(attribute)]
    lines = [
        _line(field_name, attribute)
        for field_name, universal_id in _UNIVERSAL
        for attribute in offered
        if universal_id == (attribute.universal_id or attribute.key)
    ]
    found = {line.field for line in lines}
    for field_name, labels in _LABELS.items():
        attribute = _only_one(offered, labels) if field_name not in found else None
        if attribute is not None and _fits(field_name, attribute):
            lines.append(_line(field_name, attribute))
    if any(line.field == _ADDRESS_LINES[-1] for line in lines):
        lines = [line for line in lines if line.field != CITY]
    return HrMapping(tuple(lines))


def suggest_choices(field_name: str, options: Iterable[str]) -> dict[str, str]:
    """Our word for each option of a list whose meaning is certain; {} for a field that is no choice."""
    if field_name not in CHOICE_FIELDS:
        return {}
    meanings = ((option, meaning(field_name, option)) for option in options)
    return {option: ours for option, ours in meanings if ours is not None}


def _line(field_name: str, attribute: HrAttribute) -> FieldMapping:
    return FieldMapping(field_name, attribute.key, suggest_choices(field_name, attribute.options))


def _fits(field_name: str, attribute: HrAttribute) -> bool:
    """A list of which we know no word is about something else: a "Pension" list may name providers."""
    is_choice = field_name in CHOICE_FIELDS and attribute.options
    return bool(suggest_choices(field_name, attribute.options)) if is_choice else True


def _only_one(attributes: list[HrAttribute], labels: tuple[str, ...]) -> HrAttribute | None:
    for label in labels:
        named = [attribute for attribute in attributes if plain(attribute.label) == plain(label)]
        if named:
            return named[0] if len(named) == 1 else None
    return None
