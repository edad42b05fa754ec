"""One pay day for a table of people: gross to net, and the order of deductions.

>>> from sixpence.pay import PayInputs, calculate
>>> results = calculate(PayInputs.of([{"employee_id": "1", "pay_date": "2026-11-30", "tax_period": "1",
...                                    "tax_code": "1257L", "gross_pay": "3000.00"}]))
>>> int(results.net_pay_pence[0])
245364

Beside them, and imported when asked for: `explain.explain` (one payment's steps), `difference.difference` (two payments
of a person as causes) and `net_to_gross.net_to_gross`.
"""

from sixpence.pay.calculate import calculate
from sixpence.pay.columns_in import BadValue
from sixpence.pay.inputs import PayInputs
from sixpence.pay.results import PayResults

__all__ = ["BadValue", "PayInputs", "PayResults", "calculate"]
