"""Which HR attribute fills which payroll field: the left side is payroll, the right side HR, and what has no line is
not synced.

Three names go beyond `people.fields`. "address" is a whole address in one attribute, "city" is the address line after
the last one that is mapped, and "week1_month1" puts the tax code on a week 1/month 1 basis: HR keeps them otherwise
than payroll does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Literal

from sixpence.basics.refused import Refused
from sixpence.hr.records import HrAttribute
from sixpence.hr.transforms import TRANSFORMS
from sixpence.hr.words import CHOICE_FIELDS, WEEK1_MONTH1, meaning, plain
from sixpence.people.fields import FIELDS

ADDRESS = "address"
CITY = "city"
MAPPABLE = frozenset(FIELDS) | {ADDRESS, CITY, WEEK1_MONTH1}
ADDRESS_LINES = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")
_LABELS_BEYOND = {
    ADDRESS: "Whole address",
    CITY: "City, as the last address line",
    WEEK1_MONTH1: "Tax code on a week 1/month 1 basis",
}

Sureness = Literal["certain", "likely", "possible"]

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
    ADDRESS: ("Full address", "Whole address", "Postal address", "Home address"),
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
_DATES = frozenset({"birth_date", "start_date", "leaving_date", "director_since"})
_NO_DATES = frozenset({"list", "link", "integer", "decimal"})


@dataclass(frozen=True)
class FieldMapping:
    """One line. `choices` gives our word for a word of HR's; where it has none, `words.meaning` is asked.

    `label` is what HR called the attribute when it was mapped, so that a renaming shows. `other_keys` are keys the same
    attribute has in other versions of the source's interface. `transform` is one of `transforms.TRANSFORMS`.
    """

    field: str
    key: str
    choices: Mapping[str, str] = dataclass_field(default_factory=dict)
    transform: str = ""
    label: str = dataclass_field(default="", compare=False)
    other_keys: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key the attribute goes by, the first that is there counting."""
        return (self.key, *self.other_keys)

    def choice(self, word: str) -> str | None:
        """Our word for HR's. None where neither the user nor the table knows it."""
        known = self._given.get(plain(word)) if self.choices else None
        return meaning(self.field, word) if known is None and self.field in CHOICE_FIELDS else known

    @cached_property
    def _given(self) -> dict[str, str]:
        return {plain(theirs): ours for theirs, ours in self.choices.items()}


@dataclass(frozen=True)
class HrMapping:
    """All lines. Where a field has several, the first whose attribute has a value counts.

    `not_mapped` are the fields that somebody decided to leave out, which is more than having no line: nothing is
    suggested for them. Raises Refused for a field that does not exist, a transform that is not for its field, and an
    address that is filled in two ways.
    """

    lines: tuple[FieldMapping, ...]
    not_mapped: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        mapped = {line.field for line in self.lines}
        for name in (*mapped, *self.not_mapped):
            if name not in MAPPABLE:
                raise Refused(f"The field mapping names {name!r}, which is no payroll field: remove that line")
        for line in self.lines:
            if line.transform and line.field not in TRANSFORMS.get(line.transform, ()):
                fitting = [name for name, fields in TRANSFORMS.items() if line.field in fields]
                raise Refused(
                    f"{label_of(line.field)} cannot be read as {line.transform!r}: "
                    + (f"choose {' or '.join(fitting)}" if fitting else "it needs no transform")
                )
        if CITY in mapped and ADDRESS_LINES[-1] in mapped:
            raise Refused("The field mapping fills address line 4 and a city, which needs a line after it: remove one")
        if ADDRESS in mapped and mapped & {CITY, *ADDRESS_LINES}:
            raise Refused("The field mapping fills the whole address from one attribute and lines of it: remove one")
        if both := mapped & self.not_mapped:
            raise Refused(f"The field mapping fills {min(both)!r} and says not to map it: remove one")

    @property
    def city_line(self) -> str:
        """The address line a city goes to: the second, or the one after the last that is mapped.

        The mapping decides it, not the person, or a second line emptied in HR would let the city overwrite ours.
        """
        mapped = {line.field for line in self.lines}
        last = max((number for number, name in enumerate(ADDRESS_LINES) if name in mapped), default=0)
        return ADDRESS_LINES[last + 1]

    @cached_property
    def by_field(self) -> Mapping[str, Sequence[FieldMapping]]:
        """The lines of each field, in order; the city stands under the address line it goes to."""
        fields: dict[str, list[FieldMapping]] = {}
        for line in self.lines:
            fields.setdefault(self.city_line if line.field == CITY else line.field, []).append(line)
        return fields

    def missing_from(self, attributes: Iterable[HrAttribute]) -> tuple[FieldMapping, ...]:
        """Lines whose attribute is no longer there: deleted, or not readable any more."""
        known = {attribute.key for attribute in attributes}
        return tuple(line for line in self.lines if known.isdisjoint(line.keys))

    def renamed_in(self, attributes: Iterable[HrAttribute]) -> tuple[tuple[FieldMapping, str], ...]:
        """Lines whose attribute has another label than when it was mapped, with that label. It may mean another thing
        now, so it is for somebody to look at."""
        labels = {attribute.key: attribute.label for attribute in attributes}
        found = ((line, next((labels[key] for key in line.keys if key in labels), "")) for line in self.lines)
        return tuple(
            (line, label) for line, label in found if line.label and label and plain(label) != plain(line.label)
        )

    def with_line(self, line: FieldMapping) -> "HrMapping":
        """The mapping with this line in the place of every line of its field."""
        return HrMapping((*self._others(line.field), line), self.not_mapped - {line.field})

    def without(self, field_name: str) -> "HrMapping":
        """The mapping without a line for the field, and the decision not to map it."""
        return HrMapping(self._others(field_name), self.not_mapped | {field_name})

    def _others(self, field_name: str) -> tuple[FieldMapping, ...]:
        return tuple(line for line in self.lines if line.field != field_name)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An attribute for a field. What is no more than "possible" is for somebody to choose, never taken by itself."""

    field: str
    attribute: HrAttribute
    sureness: Sureness
    because: str


_NOTHING_YET = HrMapping(())


def label_of(field_name: str) -> str:
    """What a field that can be mapped is called by people."""
    return _LABELS_BEYOND[field_name] if field_name in _LABELS_BEYOND else FIELDS[field_name].label


def is_offered(attribute: HrAttribute) -> bool:
    """Whether an attribute can fill a field: one with several choices at once cannot."""
    return attribute.type != "tags"


def line_for(field_name: str, attribute: HrAttribute) -> FieldMapping:
    """A line from an attribute to a field, with the words of a list matched as far as they are certain."""
    choices = suggest_choices(field_name, attribute.options)
    return FieldMapping(field_name, attribute.key, choices, label=attribute.label)


def with_choices(line: FieldMapping, choices: Mapping[str, str]) -> FieldMapping:
    """The line with these words matched too. Raises Refused for a word of ours that the field does not know."""
    for theirs, ours in choices.items():
        known = meaning(line.field, ours) == ours if line.field in CHOICE_FIELDS else True
        try:
            fits = known and (line.field not in FIELDS or FIELDS[line.field].read(ours) == ours)
        except ValueError:
            fits = False
        if not fits:
            raise Refused(f"{theirs!r} cannot mean {ours!r} for {label_of(line.field)}: it is no value of that field")
    return replace(line, choices={**line.choices, **choices})


def suggest_choices(field_name: str, options: Iterable[str]) -> dict[str, str]:
    """Our word for each option of a list whose meaning is certain; {} for a field that is no choice."""
    if field_name not in CHOICE_FIELDS:
        return {}
    meanings = ((option, meaning(field_name, option)) for option in options)
    return {option: ours for option, ours in meanings if ours is not None}


def suggest_mapping(attributes: Iterable[HrAttribute], kept: HrMapping = _NOTHING_YET) -> HrMapping:
    """What is kept, and for other fields the lines that are certain or likely.

    The user sees and may change every line before it is used.
    """
    lines = list(kept.lines)
    lines += [
        line_for(each.field, each.attribute) for each in suggestions(attributes, kept) if each.sureness != "possible"
    ]
    return HrMapping(tuple(lines), kept.not_mapped)


def suggestions(attributes: Iterable[HrAttribute], kept: HrMapping = _NOTHING_YET) -> tuple[Suggestion, ...]:
    """For each field without a line, and not left out on purpose, the attributes that may fill it, the surest first.

    Two attributes of one label are not certain, nor is one whose label only contains what we look for.
    """
    offered = [attribute for attribute in attributes if is_offered(attribute)]
    settled = {line.field for line in kept.lines} | kept.not_mapped
    found = [
        Suggestion(field_name, attribute, "certain", "it is the usual attribute for this")
        for field_name, universal_id in _UNIVERSAL
        for attribute in offered
        if field_name not in settled and universal_id == (attribute.universal_id or attribute.key)
    ]
    sure = {each.field for each in found}
    named = {name: _by_label(name, offered) for name in _LABELS if name not in settled | sure}
    found += [each for listed in named.values() for each in listed]
    found = _one_address(found, {line.field for line in kept.lines})
    taken = {each.attribute.key for each in found if each.sureness != "possible"}
    taken |= {key for line in kept.lines for key in line.keys}
    for name, listed in named.items():
        if not listed:
            found += [each for each in _near(name, offered) if each.attribute.key not in taken]
    return tuple(found)


def _by_label(field_name: str, offered: list[HrAttribute]) -> list[Suggestion]:
    for label in _LABELS[field_name]:
        named = [attribute for attribute in offered if plain(attribute.label) == plain(label)]
        if len(named) > 1:
            because = f"{len(named)} attributes are labelled {label!r}"
            return [Suggestion(field_name, attribute, "possible", because) for attribute in named]
        if named:
            fits = _fits(field_name, named[0])
            return [Suggestion(field_name, named[0], "likely", f"it is labelled {label!r}")] if fits else []
    return []


def _near(field_name: str, offered: list[HrAttribute]) -> list[Suggestion]:
    """Attributes with all the words of a label of several words; one word is in too many labels to mean anything."""
    found: dict[str, Suggestion] = {}
    for label in _LABELS[field_name]:
        words = set(plain(label).split())
        for attribute in offered if len(words) > 1 else ():
            if words <= set(plain(attribute.label).split()) and _fits(field_name, attribute):
                because = f"its label has the words of {label!r}"
                found.setdefault(attribute.key, Suggestion(field_name, attribute, "possible", because))
    return list(found.values())


def _one_address(found: list[Suggestion], mapped: set[str]) -> list[Suggestion]:
    """An address is filled in one way: lines go before a whole address, and four lines leave none for the city."""
    sure = {each.field for each in found if each.sureness != "possible"} | mapped
    drop: set[str] = set()
    if sure & set(ADDRESS_LINES) or CITY in mapped:
        drop = {ADDRESS} | ({CITY} if ADDRESS_LINES[-1] in sure else set())
    elif ADDRESS in sure:
        drop = {CITY}
    if ADDRESS in mapped:
        drop = {CITY, *ADDRESS_LINES}
    elif CITY in mapped:
        drop |= {ADDRESS_LINES[-1]}
    return [each for each in found if each.field not in drop or each.sureness == "possible"]


def _fits(field_name: str, attribute: HrAttribute) -> bool:
    """A list of which we know no word is about something else (a "Pension" list may name providers); a day is a day."""
    if field_name in CHOICE_FIELDS and attribute.options:
        return bool(suggest_choices(field_name, attribute.options))
    return attribute.type not in _NO_DATES if field_name in _DATES else attribute.type not in ("date", "link")
