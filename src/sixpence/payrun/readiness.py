"""Who can be paid on a run, which facts are missing, and what the law lets us assume in their place.

Nothing is invented: a missing tax code, declaration or category letter has an answer in HMRC's rules for starters; any
other missing fact keeps the person off the run and is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sixpence.law.starters import standard_category, starter_tax_code, undeclared_starter
from sixpence.law.tax_codes import parse_tax_code
from sixpence.payrun.figures import LastPayment, PaidOn, PayLine, PreviousEmployment, ToDate
from sixpence.payrun.window import Window
from sixpence.people.employer import Employer
from sixpence.people.entries import Entry
from sixpence.people.person import Person
from sixpence.rates import rates_on

_OF_EVERYONE = ("first_name", "last_name", "gender", "birth_date", "start_date")
_WORKPLACE_LETTERS = tuple("FILSNEDK")  # freeport and investment zone letters: the FPS needs the workplace's postcode


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One employment before this payment, and what is entered of it beside its facts.

    `to_date` is this tax year's, None where nothing is known of it. `paid_before` says that the scheme has paid this
    person at some time, by Sixpence or by what was there before it: then they are no starter.
    """

    to_date: ToDate | None = None
    paid_before: bool = False
    last_tax_code: str = ""  # canonical, as Sixpence operated it last; goes on until another is known
    last_ni_letter: str = ""
    previous: PreviousEmployment = field(default_factory=PreviousEmployment)
    entries: tuple[Entry, ...] = ()
    last_payment: LastPayment | None = None  # of those with entries
    paid: tuple[PaidOn, ...] = ()  # of those with entries, every payment of closed runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a person is paid: their facts, and what the law puts where a fact is missing."""

    tax_code: str  # canonical, " X" behind it for week 1/month 1
    ni_letter: str
    is_starter: bool
    starter_declaration: str
    assumptions: tuple[str, ...]


def is_employed_in(person: Person, window: Window) -> bool:
    """Whether any day of the period falls within the employment.

    An unknown start counts as begun; someone of whom nothing is true yet is still to come.
    """
    if not person.facts:
        return False
    start, leaving = person.day("start_date"), person.day("leaving_date")
    return (start is None or start <= window.ends_on) and (leaving is None or leaving >= window.starts_on)


def missing_facts(
    person: Person,
    employer: Employer,
    window: Window,
    history: History,
    added: Sequence[PayLine],
    *,
    has_statutory_pay: bool = False,
) -> tuple[str, ...]:
    """The fields that must be known before this person can be paid and reported, in the order people give them."""
    # Asked at once first: a list of thousands asks it of people who mostly lack nothing.
    everything = all(map(person.facts.get, _OF_EVERYONE))
    missing = [] if everything else [field for field in _OF_EVERYONE if not person.get(field)]
    if not person.get("ni_number") and len(person.address_lines) < 2:
        missing.append("address_line_1" if not person.address_lines else "address_line_2")
    missing += [] if has_statutory_pay else _missing_pay(person, added)
    if history.paid_before:  # the rules for starters do not speak of them: there is a code and a letter to find out
        missing += [] if person.get("tax_code") or history.last_tax_code else ["tax_code"]
        missing += [] if person.get("ni_category") or history.last_ni_letter else ["ni_category"]
    missing += _missing_of_director(person, history)
    if person.get("ni_category") in _WORKPLACE_LETTERS and not person.get("workplace_postcode"):
        missing.append("workplace_postcode")
    if person.get("pension") not in ("", "none"):
        missing += [f for f in ("employee_pension_percent", "employer_pension_percent") if not person.get(f)]
    start = person.day("start_date")
    was_there_before = start is not None and start < window.starts_on
    if employer.paid_elsewhere_before and was_there_before and not history.paid_before:
        missing.append("figures_to_date")
    return tuple(missing)


def _missing_of_director(person: Person, history: History) -> list[str]:
    if person.get("director") not in ("standard", "alternative"):
        return []
    missing = [] if person.get("director_since") else ["director_since"]
    # Letters share one set of annual thresholds, used up letter by letter: not worked out by Sixpence yet.
    earlier = {ni.letter for ni in history.to_date.ni} if history.to_date else set()
    if earlier - {person.get("ni_category")}:
        missing.append("one_ni_category_all_year")
    return missing


def _missing_pay(person: Person, added: Sequence[PayLine]) -> list[str]:
    of_pay = [line for line in added if line.kind.is_of_gross_pay]
    without_a_rate = any(line.hours is not None and not line.rate_pence for line in of_pay)
    if without_a_rate and not person.get("hourly_rate"):
        return ["hourly_rate"]
    if person.get("salary"):
        return []
    if not person.get("hourly_rate"):
        return [] if of_pay else ["salary"]
    return [] if any(line.hours is not None for line in of_pay) else ["hours_worked"]


def terms_of(person: Person, window: Window, history: History) -> Terms:
    """The code and letter to operate. Call it only for someone who lacks no facts."""
    assumptions: list[str] = []
    is_starter = not history.paid_before
    declaration = person.get("starter_declaration") if is_starter else ""
    tax_code = person.get("tax_code") or history.last_tax_code
    if not tax_code:
        tax_code = starter_tax_code(rates_on(window.pay_date).income_tax, declaration)
        shown = parse_tax_code(tax_code)
        basis = " on a week 1/month 1 basis" if shown.week1_month1 else ""
        reason = f"starter declaration {declaration}" if declaration else "no tax code and no starter declaration known"
        assumptions.append(f"Tax code {shown.base}{basis}: {reason} (HMRC's rule for starters).")
    if is_starter and not declaration:
        declaration = undeclared_starter(tax_code)
        assumptions.append(f"Starter declaration {declaration} is reported: none is known (HMRC's rule for starters).")
    letter = person.get("ni_category") or history.last_ni_letter
    if not letter:
        birth_date = person.day("birth_date")
        assert birth_date is not None, "missing_facts asks for it"
        letter = standard_category(birth_date, window.pay_date)
        assumptions.append(f"National Insurance category {letter}: by age, as no category is known.")
    return Terms(
        tax_code=tax_code,
        ni_letter=letter,
        is_starter=is_starter,
        starter_declaration=declaration,
        assumptions=tuple(assumptions),
    )
