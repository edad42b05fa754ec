"""Class 1 contributions of one payment, in words: on the payment alone, or on a director's year so far."""

from sixpence.basics.money import pounds
from sixpence.law.earnings_periods import Director
from sixpence.law.national_insurance import Class1, Limits, annual_limits, class_1, period_limits
from sixpence.pay.explain_payment import Payment, amount, rate
from sixpence.pay.explanation import Section, Step, Unit, percent
from sixpence.rates import NationalInsuranceRates

_THRESHOLDS = "SI 2001/1004 regulations 10 and 11"
_DIRECTORS = "SI 2001/1004 regulation 8; HMRC CA44"
_RATES = "Social Security Contributions and Benefits Act 1992 sections 8 to 9B"
_ROUNDED = "SI 2001/1004 regulation 12; HMRC, National Insurance guidance for software developers"
_BANDS = "Social Security Contributions and Benefits Act 1992 section 5; SI 2003/2682 schedule A1"
_BAND_WORDS = {
    "at_lel": ("Earnings at the lower earnings limit", "The limit itself, once pay has reached it; else nothing."),
    "lel_to_pt": ("From there to the primary threshold", "Counts for benefits; nothing is due on it."),
    "pt_to_uel": ("From there to the upper earnings limit", "The main rate is due on it."),
    "above_uel": ("Above the upper earnings limit", "The rate above the limit is due on it."),
}


def national_insurance_section(payment: Payment) -> Section:
    """Bands, rates and both sides' contributions."""
    if payment.result("ni_annual_basis"):
        return Section("National Insurance, on the year so far", _annual(payment))
    return Section("National Insurance", _ordinary(payment))


def _ordinary(payment: Payment) -> tuple[Step, ...]:
    inputs, rates = payment.inputs, payment.rates.national_insurance
    limits = period_limits(rates, inputs.ni_letter, inputs.frequency)
    found = class_1(rates, inputs.ni_letter, payment.results.nicable_pay_pence, limits)
    why = "Each payment stands by itself, whatever was earned before."
    if payment.given("director") == Director.ALTERNATIVE:
        why = "A director on the alternative method is reckoned as anyone else until the last payment of the year."
    return (
        Step("ni_annual_basis", "On an annual earnings period", 0, Unit.FLAG, why, "SI 2001/1004 regulation 3"),
        *_thresholds(limits, f"per {payment.period_words}", _THRESHOLDS),
        *_bands(found, ""),
        *_rates(rates, payment.given("ni_letter")),
        *_parts(found, limits, rates, payment.given("ni_letter")),
        *_sums(payment, found),
    )


def _sums(payment: Payment, found: Class1) -> tuple[Step, ...]:
    return tuple(
        amount(
            f"{side}_ni_pence",
            label,
            payment.result(f"{side}_ni_pence"),
            f"{pounds(int(first[0]))} and {pounds(int(second[0]))}: rounded part by part, then added.",
            _ROUNDED,
        )
        for side, label, first, second in (
            ("employee", "Employee's National Insurance", found.employee_main, found.employee_above),
            ("employer", "Employer's National Insurance", found.employer_to_uel, found.employer_above),
        )
    )


def _annual(payment: Payment) -> tuple[Step, ...]:
    inputs, rates = payment.inputs, payment.rates.directors_national_insurance
    before, letter = inputs.nicable_pay_to_date_pence, payment.given("ni_letter")
    limits = annual_limits(rates, inputs.ni_letter, inputs.director_weeks)
    to_date = class_1(rates, inputs.ni_letter, before + payment.results.nicable_pay_pence, limits)
    earlier = class_1(rates, inputs.ni_letter, before, limits)
    weeks = payment.given("director_weeks")
    why = "A director's contributions are reckoned on the year's earnings and thresholds, less those already paid."
    if payment.given("director") == Director.ALTERNATIVE:
        why = "The last payment of the year of a director on the alternative method is reckoned on the whole year."
    pay_before, pay_now = int(before[0]), payment.result("nicable_pay_pence")
    return (
        Step("ni_annual_basis", "On an annual earnings period", 1, Unit.FLAG, why, _DIRECTORS),
        amount("nicable_pay_before_pence", "Pay earlier this tax year", pay_before, "As handed in."),
        amount(
            "nicable_pay_to_date_pence",
            "Pay this tax year with this payment",
            pay_before + pay_now,
            f"{pounds(pay_before)} and {pounds(pay_now)}.",
            _DIRECTORS,
        ),
        *_thresholds(limits, f"for {weeks} of the year's 52 weeks, rounded up to a pound", _DIRECTORS),
        *_bands(to_date, "to_date_"),
        *_band_changes(payment, to_date, earlier),
        *_rates(rates, letter),
        *_parts(to_date, limits, rates, letter),
        *_less_before(payment, to_date),
    )


def _less_before(payment: Payment, to_date: Class1) -> tuple[Step, ...]:
    steps: list[Step] = []
    for side, label, due in (
        ("employee", "Employee's National Insurance", int(to_date.employee[0])),
        ("employer", "Employer's National Insurance", int(to_date.employer[0])),
    ):
        before = payment.given(f"{side}_ni_to_date_pence")
        rule = "Rounded part by part, then added."
        steps.append(amount(f"{side}_ni_due_to_date_pence", f"{label} due to date", due, rule, _ROUNDED))
        steps.append(amount(f"{side}_ni_before_pence", "Contributed earlier this tax year", before, "As handed in."))
        steps.append(
            amount(
                f"{side}_ni_pence",
                label,
                payment.result(f"{side}_ni_pence"),
                f"{pounds(due)} due to date, less {pounds(before)} contributed before.",
                _DIRECTORS,
            )
        )
    return tuple(steps)


def _thresholds(limits: Limits, per: str, source: str) -> tuple[Step, ...]:
    labels = {
        "lower_earnings_limit": "Lower earnings limit",
        "primary_threshold": "Primary threshold: you pay from here",
        "employer_start": "Secondary threshold of the letter: the employer pays from here",
        "upper_earnings_limit": "Upper earnings limit",
    }
    return tuple(
        amount(f"{name}_pence", label, int(getattr(limits, name)[0]), f"{per.capitalize()}.", source)
        for name, label in labels.items()
    )


def _bands(found: Class1, prefix: str) -> tuple[Step, ...]:
    return tuple(
        amount(f"ni_{prefix}{band}_pence", label, int(getattr(found, band)[0]), rule, _BANDS)
        for band, (label, rule) in _BAND_WORDS.items()
    )


def _band_changes(payment: Payment, to_date: Class1, earlier: Class1) -> tuple[Step, ...]:
    """What the payment adds to each band that is reported."""
    return tuple(
        amount(
            f"ni_{band}_pence",
            f"{_BAND_WORDS[band][0]}: added by this payment",
            payment.result(f"ni_{band}_pence"),
            f"{pounds(int(getattr(to_date, band)[0]))} to date, less {pounds(int(getattr(earlier, band)[0]))} before.",
            _BANDS,
        )
        for band in ("at_lel", "lel_to_pt", "pt_to_uel")
    )


def _rates(rates: NationalInsuranceRates, letter: int) -> tuple[Step, ...]:
    rule = f"The rate of category letter {chr(letter + ord('A'))}."
    return (
        rate(
            "employee_main_rate",
            "Employee's rate up to the upper earnings limit",
            int(rates.employee_to_upper_earnings_limit[letter]),
            rule,
            _RATES,
        ),
        rate("employee_above_rate", "Employee's rate above it", int(rates.employee_above[letter]), rule, _RATES),
        rate("employer_rate", "Employer's rate", int(rates.employer[letter]), rule, _RATES),
    )


def _parts(found: Class1, limits: Limits, rates: NationalInsuranceRates, letter: int) -> tuple[Step, ...]:
    primary, start = pounds(int(limits.primary_threshold[0])), pounds(int(limits.employer_start[0]))
    upper = pounds(int(limits.upper_earnings_limit[0]))
    main, above = (
        percent(int(rates.employee_to_upper_earnings_limit[letter])),
        percent(int(rates.employee_above[letter])),
    )
    employer = percent(int(rates.employer[letter]))
    cut = "cut to three decimals of a pound; a third decimal of 5 or less is dropped"
    return tuple(
        amount(name, label, int(pence[0]), f"{rule}, {cut}.", _ROUNDED)
        for name, label, pence, rule in (
            (
                "employee_ni_main_pence",
                "You, up to the upper earnings limit",
                found.employee_main,
                f"{main} of the pay from {primary} to {upper}",
            ),
            ("employee_ni_above_pence", "You, above it", found.employee_above, f"{above} of the pay above {upper}"),
            (
                "employer_ni_to_uel_pence",
                "Employer, up to the upper earnings limit",
                found.employer_to_uel,
                f"{employer} of the pay from {start} to {upper}",
            ),
            (
                "employer_ni_above_pence",
                "Employer, above it",
                found.employer_above,
                f"{employer} of the pay above {upper}",
            ),
        )
    )
