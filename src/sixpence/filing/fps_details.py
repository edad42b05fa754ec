"""EmployeeDetails of an FPS: who somebody is, in HMRC's alphabet and in the order of HMRC's schema.

Source: FullPaymentSubmission-2027-v1-0.xsd; business rules 5001, 7823 to 7826, 7829, 7907 and 7932 of 2026-27.
"""

import re
from dataclasses import dataclass
from datetime import date

from sixpence.filing.alphabet import ADDRESSES, COUNTRIES, NAMES, PAYROLL_IDS, POSTCODES, TITLES, CharacterSet
from sixpence.filing.govtalk import escape
from sixpence.people.fields import FIELDS
from sixpence.people.person import Person

_NINO = (
    "(?:[ACEHJLMOPRSWXY][A-CEGHJ-NPR-TW-Z]|B[A-CEHJ-NPR-TW-Z]|G[ACEGHJ-NPR-TW-Z]|[KT][A-CEGHJ-MPR-TW-Z]"
    "|N[A-CEGHJL-NPR-SW-Z]|Z[A-CEGHJ-NPR-TW-Y])[0-9]{6}[A-D]"
)
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_IN_THE_UK = frozenset(
    ("", "united kingdom", "uk", "gb", "gbr", "great britain", "england", "scotland", "wales", "northern ireland")
)


@dataclass(frozen=True, slots=True)
class _Text:
    """One fact of EmployeeDetails: written in a character set, or taken as it stands where it matches `pattern`."""

    fact: str
    form: CharacterSet | str
    required: bool = False

    @property
    def fast_pattern(self) -> str:
        pattern = self.form if isinstance(self.form, str) else self.form.unescaped_pattern
        return f"(?:{pattern})" if self.required else f"(?:{pattern})?"


_TEXTS = (
    _Text("ni_number", _NINO),
    _Text("title", TITLES),
    _Text("first_name", NAMES, required=True),
    _Text("last_name", NAMES, required=True),
    _Text("address_line_1", ADDRESSES),
    _Text("address_line_2", ADDRESSES),
    _Text("address_line_3", ADDRESSES),
    _Text("address_line_4", ADDRESSES),
    _Text("postcode", POSTCODES),
    _Text("birth_date", _DATE, required=True),
    _Text("gender", "[MF]", required=True),
)
# Nearly everyone's facts need no spelling and no escaping, and one expression over all of them says so.
_FIT_AS_THEY_STAND = re.compile("\n".join(text.fast_pattern for text in _TEXTS))
_PLAIN_PAYROLL_ID = re.compile(PAYROLL_IDS.unescaped_pattern)


class DetailsWriter:
    """Writes EmployeeDetails for payments on one day; what cannot be written is added to `problems`."""

    def __init__(self, pay_date: date, problems: list[str]) -> None:
        self._problems = problems
        self._latest_birth = pay_date.isoformat()
        # 7826: later than 130 years ago. Text of ISO dates sorts as the dates do.
        self._earliest_birth = f"{pay_date.year - 130}{self._latest_birth[4:]}"

    def write(self, person: Person, *, is_starter: bool) -> str:
        """The element of one person. Numbers in the comments are HMRC's data items."""
        fact = person.facts.get
        texts = [
            fact("ni_number", ""),
            fact("title", ""),
            fact("first_name", ""),
            fact("last_name", ""),
            fact("address_line_1", ""),
            fact("address_line_2", ""),
            fact("address_line_3", ""),
            fact("address_line_4", ""),
            fact("postcode", ""),
            fact("birth_date", ""),
            fact("gender", ""),
        ]
        if not _FIT_AS_THEY_STAND.fullmatch("\n".join(texts)):
            texts = [self._fitted(person.employee_id, text, value) for text, value in zip(_TEXTS, texts, strict=True)]
        nino, title, fore, sur, line_1, line_2, line_3, line_4, postcode, birth_date, gender = texts
        if birth_date and not self._earliest_birth < birth_date <= self._latest_birth:
            self._problem(person.employee_id, "birth_date", "is in the future or 130 years ago")
        country = fact("country", "")
        abroad = "" if country.casefold() in _IN_THE_UK else self._country(person.employee_id, country)
        if (not nino or is_starter or abroad) and not (line_1 and line_2):
            self._two_lines(person.employee_id, (line_1, line_2, line_3, line_4), bool(nino), bool(abroad))
        lines = f"<Line>{line_1}</Line>" if line_1 else ""  # 13 to 16
        if line_2:
            lines += f"<Line>{line_2}</Line>"
        if line_3:
            lines += f"<Line>{line_3}</Line>"
        if line_4:
            lines += f"<Line>{line_4}</Line>"
        if abroad:
            lines += f"<ForeignCountry>{abroad}</ForeignCountry>"  # 18
        elif postcode:
            lines += f"<UKPostcode>{postcode}</UKPostcode>"  # 17
        return (
            f"<EmployeeDetails>{f'<NINO>{nino}</NINO>' if nino else ''}"  # 5
            f"<Name>{f'<Ttl>{title}</Ttl>' if title else ''}"  # 5A
            f"<Fore>{fore}</Fore><Sur>{sur}</Sur></Name>"  # 7, 6
            f"{f'<Address>{lines}</Address>' if lines else ''}"
            f"<BirthDate>{birth_date}</BirthDate><Gender>{gender}</Gender></EmployeeDetails>"  # 10, 11
        )

    def payroll_id(self, employee_id: str) -> str:
        """Item 38. It is never respelt: HMRC tells employments apart by it."""
        if _PLAIN_PAYROLL_ID.fullmatch(employee_id):
            return employee_id
        if not re.fullmatch(PAYROLL_IDS.pattern, employee_id):
            self._problems.append(
                f"{employee_id}: the employee id has a character that HMRC's payroll id has not, or more than 35"
            )
        return escape(employee_id)

    def _fitted(self, employee_id: str, text: _Text, value: str) -> str:
        if not value:
            if text.required:
                self._problem(employee_id, text.fact, "is missing")
            return ""
        if isinstance(text.form, str):
            if not re.fullmatch(text.form, value):
                self._problem(employee_id, text.fact, "has not the form that HMRC takes")
            return escape(value)
        fitted = text.form.fit(value)
        if fitted is None or (text.required and not fitted):
            self._problem(employee_id, text.fact, "cannot be written with the letters A to Z: add its English spelling")
        return escape(fitted or "")

    def _country(self, employee_id: str, country: str) -> str:
        fitted = COUNTRIES.fit(country)
        if not fitted:
            self._problem(employee_id, "country", "cannot be written with the letters A to Z: add its English name")
        return escape(fitted or "")

    def _two_lines(self, employee_id: str, lines: tuple[str, ...], has_nino: bool, is_abroad: bool) -> None:
        """7823, 7825 and 7829: then HMRC can place somebody by the address alone."""
        if sum(map(bool, lines)) < 2:
            why = (
                "for an address abroad"
                if is_abroad
                else "for a starter"
                if has_nino
                else "where the NI number is not known"
            )
            self._problems.append(f"{employee_id}: HMRC needs two address lines {why}")

    def _problem(self, employee_id: str, fact: str, what: str) -> None:
        self._problems.append(f"{employee_id}: {FIELDS[fact].label} {what}")
