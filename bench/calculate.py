"""Gross to net: in memory, and as a whole process."""

import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sixpence.pay import PayInputs, calculate

ROUNDS = 9
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


class Times(NamedTuple):
    """Seconds of the fastest and the slowest of several rounds."""

    best: float
    worst: float

    def in_ms(self) -> str:
        return f"{self.best * 1000:.1f} to {self.worst * 1000:.1f} ms"


def timed(act: Callable[[], object], clock: Callable[[], float] = time.process_time) -> Times:
    """By default the time of the processor, which a machine's other work lengthens least."""
    times = []
    for _ in range(ROUNDS):
        start = clock()
        act()
        times.append(clock() - start)
    return Times(min(times), max(times))


def run() -> list[tuple[str, str]]:
    small = PayInputs.of(rows(10_000))
    large = small.rows(np.tile(np.arange(10_000), 100))
    million, copying = timed(lambda: calculate(large)), timed_copying(large)
    earlier = calculate(large)
    into_earlier = timed(lambda: calculate(large, out=earlier))
    wall, processor, mib = _whole_process()
    return [
        ("10,000 payments in memory, one core", timed(lambda: calculate(small)).in_ms()),
        ("1,000,000 payments in memory, one core", _millions_a_second(million)),
        ("the same into the memory of earlier results", _millions_a_second(into_earlier)),
        ("share of the speed of copying what is read and written", f"{copying.best / million.best:.0%}"),
        ("memory that they take at most, besides the inputs", f"{_most_memory(large):.0f} MiB"),
        ("whole process, 10,000 rows CSV to CSV", f"{wall.in_ms()} by the clock on the wall, {mib:.0f} MiB"),
        ("of the processor's time", processor.in_ms()),
    ]


def _millions_a_second(million: Times) -> str:
    return f"{1 / million.worst:.2f} to {1 / million.best:.2f} million employees a second"


def timed_copying(inputs: PayInputs) -> Times:
    """To copy once, into new memory, the columns that are read and the columns that are written.

    A column that is one value of all payments is not copied: there is nothing to read.
    """
    tables = (inputs, inputs.tax_codes, calculate(inputs))
    columns = [getattr(table, name) for table in tables for name in table.__dataclass_fields__]
    arrays = [column for column in columns if isinstance(column, np.ndarray) and column.strides != (0,)]
    return timed(lambda: [array.copy() for array in arrays])


def _most_memory(inputs: PayInputs) -> float:
    """MiB, as NumPy tells them to tracemalloc."""
    tracemalloc.start()
    calculate(inputs)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


# Starts the command from a small process: a large one's own memory would be counted as the command's.
_STARTER = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
_STARTER += "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
_STARTER += "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"


def _whole_process() -> tuple[Times, Times, float]:
    """Its times by the clock on the wall and of the processor, and the most memory that it took, in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / "out.csv"
        table = rows(10_000)
        lines = [",".join(table[0]), *(",".join(row.values()) for row in table)]
        source.write_text("\n".join(lines) + "\n")
        command = [sys.executable, "-m", "sixpence", "calculate", str(source), "-o", str(target)]
        wall = timed(lambda: subprocess.run(command, check=True), time.perf_counter)
        starter = [sys.executable, "-c", _STARTER, *command]
        started = [subprocess.run(starter, capture_output=True, text=True, check=True) for _ in range(ROUNDS)]
    used = [each.stdout.split() for each in started]
    seconds = [float(processor) for processor, _ in used]
    return wall, Times(min(seconds), max(seconds)), max(int(memory) for _, memory in used) / 1024
