"""What HR's words for a choice mean in payroll: "Plan 2", "Yes - annual method", "A - first job since 6 April".

A list in HR is worded by each customer. A word that is not certain has no meaning here, and the user is asked to match
it; nothing is guessed.
"""

import re
from collections.abc import Callable

from sixpence.people.fields import NI_CATEGORIES

WEEK1_MONTH1 = "week1_month1"

_LETTER = re.compile(r"(?:statement|declaration|category|letter|table)?\s*([A-Z])\s*(?:$|[-–—:.)(])", re.IGNORECASE)

_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no", "none": "no"}
_WORDS: dict[str, dict[str, str]] = {
    "gender": {"male": "M", "m": "M", "man": "M", "female": "F", "f": "F", "woman": "F"},
    "student_loan_plan": {
        **dict.fromkeys(("none", "no", "no plan", "no loan", "no student loan"), "none"),
        **{word: number for number in "1245" for word in (number, f"plan {number}", f"student loan plan {number}")},
    },
    "postgraduate_loan": _YES_NO,
    # A director's NI is worked out on an annual earnings period; the alternative method has to be arranged. Source:
    # Social Security (Contributions) Regulations 2001, reg. 8; HMRC CA44.
    "director": {
        **dict.fromkeys(("no", "n", "false", "none", "not a director"), "no"),
        **dict.fromkeys(("yes", "standard", "standard method", "annual", "annual method"), "standard"),
        **dict.fromkeys(("yes annual method", "yes standard method", "standard annual earnings period"), "standard"),
        **dict.fromkeys(("alternative", "alternative method", "yes alternative method"), "alternative"),
        "alternative arrangements": "alternative",
    },
    "pension": {
        **dict.fromkeys(("none", "no", "no pension", "not enrolled", "opted out"), "none"),
        "relief at source": "relief-at-source",
        "net pay": "net-pay",
        "net pay arrangement": "net-pay",
        "salary sacrifice": "salary-sacrifice",
        "salary exchange": "salary-sacrifice",
    },
    "pension_basis": {
        **dict.fromkeys(("qualifying", "qualifying earnings", "banded earnings"), "qualifying"),
        **dict.fromkeys(("all", "all earnings", "total earnings", "total pay"), "all"),
    },
    WEEK1_MONTH1: {
        **_YES_NO,
        "cumulative": "no",
        **dict.fromkeys(("week 1", "month 1", "week 1 month 1", "w1", "m1", "w1 m1", "w1m1", "x"), "yes"),
        "non cumulative": "yes",
    },
}


def plain(text: str) -> str:
    """Letters and digits alone, in small letters: how labels and words are compared."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _letter_of(letters: str) -> Callable[[str], str | None]:
    def read(word: str) -> str | None:
        match = _LETTER.match(word.strip())
        letter = match[1].upper() if match else ""
        return letter if letter and letter in letters else None

    return read


def _known(field: str) -> Callable[[str], str | None]:
    return lambda word: _WORDS[field].get(plain(word))


_MEANINGS: dict[str, Callable[[str], str | None]] = {
    **{field: _known(field) for field in _WORDS},
    "starter_declaration": _letter_of("ABC"),
    "ni_category": _letter_of(NI_CATEGORIES),
}
CHOICE_FIELDS = frozenset(_MEANINGS)


def meaning(field: str, word: str) -> str | None:
    """What HR's word means for one of CHOICE_FIELDS, in our words; None where it is not certain."""
    return _MEANINGS[field](word)
