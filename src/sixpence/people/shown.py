"""How a fact is said to people. What is private is masked here, and nowhere else."""

from datetime import date

from sixpence.basics.days import long_date
from sixpence.basics.money import pounds
from sixpence.people.fields import ENDED, FIELDS

MASKED = "••••"
DAYS = frozenset({"birth_date", "start_date", "leaving_date", "director_since"})
# By field, what each canonical text is called.
CHOICES: dict[str, dict[str, str]] = {
    "starter_declaration": {"A": "A: first job", "B": "B: only job now", "C": "C: another job or a pension"},
    "gender": {"F": "Female", "M": "Male"},
    "student_loan_plan": {"none": "None", **{plan: f"Plan {plan}" for plan in "1245"}},
    "postgraduate_loan": {"yes": "Yes", "no": "No"},
    "director": {"no": "No", "standard": "Yes, standard method", "alternative": "Yes, alternative method"},
    "pension": {
        "none": "None",
        "relief-at-source": "Relief at source",
        "net-pay": "Net pay arrangement",
        "salary-sacrifice": "Salary sacrifice",
    },
    "pension_basis": {"qualifying": "Qualifying earnings", "all": "All earnings"},
}
# What a run may ask for that is no fact of a person's.
_NO_FACTS = {
    "average_weekly_earnings": "Average weekly earnings before the absence or leave",
    "figures_to_date": "Pay and tax to date from the former payroll",
    "hours_worked": "Hours worked in the period",
    "one_ni_category_all_year": "One NI category all year (directors)",
}


def shown(field: str, value: str) -> str:
    """A fact's canonical text for the screen. Of a private one, nothing but the end of an account number."""
    if not value or not FIELDS[field].private:
        return in_full(field, value)
    return MASKED + (value[-4:] if field == "account_number" else "")


def in_full(field: str, value: str) -> str:
    """A fact's canonical text in words, private or not."""
    if not value:
        return "(nothing)"
    if FIELDS[field].can_end and value == ENDED:
        return "(ended)"
    if field in DAYS:
        return long_date(date.fromisoformat(value))
    if field == "salary":
        pence, _, interval = value.partition(" ")
        return f"{pounds(int(pence))} {interval}"
    if field == "hourly_rate":
        return f"{pounds(int(value))} an hour"
    return CHOICES.get(field, {}).get(value, value)


def missing_in_words(name: str) -> str:
    """What something that a run needs and lacks is called: a fact's label, or what it is that is no fact."""
    return _NO_FACTS[name] if name in _NO_FACTS else FIELDS[name].label
