"""Income tax of monthly payments by the PyPI package `paye`. Run by bench/compare.py inside the peer's environment."""

import datetime
import json
import sys
import time
from decimal import Decimal
from pathlib import Path

from paye import paye

pounds = [Decimal(pence) / 100 for pence in json.load(sys.stdin)]
NO_END = Decimal(10**9)
# HMRC's constants for rest-of-UK codes in 2025-26, in the shape the package reads from its author's spreadsheet.
paye.CONSTANTS = {
    2025: {
        "B": (Decimal(0), Decimal(37700), Decimal(87440), NO_END),
        "C": (Decimal(0), Decimal(37700), Decimal(125140), NO_END),
        "K": (Decimal(0), Decimal(7540), Decimal(42516), NO_END),
        "R": (Decimal(0), Decimal("0.2"), Decimal("0.4"), Decimal("0.45"), Decimal(0)),
        "G": 1,
        "M": Decimal("0.5"),
    }
}
start = time.process_time()
for gross in pounds:
    slip = paye.Payslip("E", 2025, 1, datetime.date(2025, 4, 30), paye.TaxCode("1257L"), gross, Decimal(0))
    slip.basic_pay = gross
    paye.tax_due(slip, Decimal(0))
seconds = time.process_time() - start
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
json.dump({"seconds": seconds, "memory_kib": int(peak.split()[1])}, sys.stdout)
