"""Gross to net: in memory, and as a whole process."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sixpence.pay import PayInputs, calculate

ROUNDS = 5
CODES = ("1257L", "S1257L", "C1257L", "K45", "BR", "1257L M1", "D0", "1100L")


def rows(count: int) -> list[dict[str, str]]:
    """Varied monthly payments of November 2026."""
    random = np.random.default_rng(6)
    gross = random.integers(80_000, 900_000, count)
    return [
        {
            "employee_id": f"E{number}",
            "pay_date": "2026-11-30",
            "tax_code": CODES[number % len(CODES)],
            "ni_category": "AABCHMJZ"[number % 7],
            "gross_pay": f"{pence // 100}.{pence % 100:02d}",
            "taxable_pay_to_date": f"{pence * 7 // 100}.{pence * 7 % 100:02d}",
            "tax_to_date": f"{pence // 100}.00",
            "student_loan_plan": ("", "1", "2", "5")[number % 4],
            "postgraduate_loan": "01"[number % 11 == 0],
            "pension": ("none", "relief-at-source", "net-pay", "salary-sacrifice")[number % 4],
        }
        for number, pence in enumerate(gross.tolist())
    ]


def fastest(act: Callable[[], object]) -> float:
    """Seconds of the fastest of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def run() -> list[tuple[str, str]]:
    small = PayInputs.of(rows(10_000))
    large = small.rows(np.tile(np.arange(10_000), 100))
    ten_thousand, million = fastest(lambda: calculate(small)), fastest(lambda: calculate(large))
    columns = [getattr(large, name) for name in PayInputs.__dataclass_fields__]
    arrays = [column for column in columns if isinstance(column, np.ndarray)]
    copy = fastest(lambda: [array.copy() for array in arrays])
    return [
        ("10,000 payments in memory", f"{ten_thousand * 1000:.1f} ms"),
        ("1,000,000 payments in memory", f"{1 / million:.2f} million employees a second"),
        ("against copying the inputs once", f"{million / copy:.0f} times as long"),
        ("whole process, 10,000 rows CSV to CSV", f"{_whole_process():.2f} s"),
    ]


def _whole_process() -> float:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / "out.csv"
        table = rows(10_000)
        lines = [",".join(table[0]), *(",".join(row.values()) for row in table)]
        source.write_text("\n".join(lines) + "\n")
        command = [sys.executable, "-m", "sixpence", "calculate", str(source), "-o", str(target)]
        return fastest(lambda: subprocess.run(command, check=True))
