"""A year's tax, NI of both sides and loans by the PyPI package `policyengine-uk`. Run inside the peer's environment."""

import json
import sys
import time
from pathlib import Path

from policyengine_uk import Simulation

YEAR = 2026
WANTED = ("income_tax", "national_insurance", "ni_employer", "student_loan_repayment")
salaries = [pence * 12 / 100 for pence in json.load(sys.stdin)]
names = range(len(salaries))
start = time.process_time()
simulation = Simulation(
    situation={
        "people": {f"p{i}": {"age": {YEAR: 35}, "employment_income": {YEAR: salaries[i]}} for i in names},
        "benunits": {f"b{i}": {"members": [f"p{i}"]} for i in names},
        "households": {f"h{i}": {"members": [f"p{i}"], "region": {YEAR: "LONDON"}} for i in names},
    }
)
built = time.process_time()
for variable in WANTED:
    simulation.calculate(variable, YEAR)
calculated = time.process_time()
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
json.dump({"seconds": calculated - built, "memory_kib": int(peak.split()[1]), "setting_up": built - start}, sys.stdout)
