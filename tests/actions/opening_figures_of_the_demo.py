"""Works out the opening figures of the demo's company: what its former payroll software would hand over in November.

    PYTHONPATH=tests python tests/actions/opening_figures_of_the_demo.py    # writes the file anew

April to October are calculated month by month from what the sandbox says of those months.
"""

import io
from collections.abc import Iterable
from csv import DictWriter
from dataclasses import replace
from datetime import date

from sixpence.actions.opening_figures import COLUMNS, NI, PARENTAL_PAY, TO_DATE
from sixpence.basics.money import plain_pounds
from sixpence.cli.demo_company import EMPLOYER, OPENING_FIGURES
from sixpence.hr.differences import compare, facts_of
from sixpence.hr.mapped import map_record
from sixpence.hr.mapping import suggest_mapping
from sixpence.hr.sources.personio import Credentials, PersonioClient, PersonioSource
from sixpence.payrun.calculation import calculate_run
from sixpence.payrun.figures import PayLine, PersonPay
from sixpence.payrun.readiness import History
from sixpence.payrun.window import window_of
from sixpence.people.person import Fact, by_day
from sixpence.sandbox.personio import PersonioSandbox, open_sandbox

PAY_DATES = [
    date(2026, 4, 30),
    date(2026, 5, 29),
    date(2026, 6, 30),
    date(2026, 7, 31),
    date(2026, 8, 28),
    date(2026, 9, 30),
    date(2026, 10, 30),
]
# The former payroll knew what HR no longer says, or says wrongly.
KNOWN_TO_THE_FORMER_PAYROLL = {
    "2100327": {"tax_code": "1257L"},
    "2100328": {"gender": "M"},
    "2100329": {"birth_date": "1991-07-23"},
    "2100330": {"salary": "310000 monthly"},
}
HOURS = {
    "2100321": [141_50, 150_00, 138_25, 160_00, 122_00, 149_75, 151_00],
    "2100322": [98_00, 104_50, 96_00, 110_25, 88_00, 101_00, 99_50],
}


def opening_figures() -> str:
    """The file's text."""
    last: dict[str, PersonPay] = {}
    with open_sandbox() as sandbox:
        for month, pay_date in enumerate(PAY_DATES):
            facts = {who: by_day(known) for who, known in _people(sandbox, pay_date).items()}
            window = window_of(pay_date, "monthly")
            added = {who: [PayLine(label="Hours", amount_pence=0, hours=hours[month])] for who, hours in HOURS.items()}
            history = {who: History(to_date=pay.to_date, paid_before=True) for who, pay in last.items()}
            employer = replace(EMPLOYER, paid_elsewhere_before=False)
            calculated = calculate_run(employer, window, facts, added=added, history=history)
            assert not calculated.cannot_be_paid, calculated.cannot_be_paid
            last |= {pay.employee_id: pay for pay in calculated.figures.people}
    return _csv(last[who] for who in sorted(last))


def _people(sandbox: PersonioSandbox, as_of: date) -> dict[str, list[Fact]]:
    """Everyone in the UK, as HR speaks of that month."""
    with PersonioClient(Credentials(sandbox.client_id, sandbox.client_secret), sandbox.base_url) as client:
        source = PersonioSource(client, as_of)
        mapping = suggest_mapping(source.attributes())
        mapped = [map_record(record, mapping) for record in source.records()]
    facts: dict[str, list[Fact]] = {}
    for fact in facts_of(compare(mapped, {}, as_of)):
        facts.setdefault(fact.employee_id, []).append(fact)
    in_uk = {who: known for who, known in facts.items() if any(f.value == "United Kingdom" for f in known)}
    for who, values in KNOWN_TO_THE_FORMER_PAYROLL.items():
        in_uk[who] += [Fact(who, field, date(2020, 1, 1), value) for field, value in values.items()]
    return in_uk


def _csv(people: Iterable[PersonPay]) -> str:
    text = io.StringIO(newline="")
    columns = [column for column in COLUMNS if column not in PARENTAL_PAY]  # nobody in the demo is on leave
    writer = DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for pay in people:
        for number, ni in enumerate(pay.to_date.ni):
            row = {"employee_id": pay.employee_id, "ni_category": ni.letter}
            row |= {column: plain_pounds(getattr(ni, name)) for column, name in NI.items()}
            if number == 0:
                row |= {column: plain_pounds(getattr(pay.to_date, name)) for column, name in TO_DATE.items()}
            writer.writerow(row)
    return text.getvalue()


if __name__ == "__main__":
    OPENING_FIGURES.write_text(opening_figures())
