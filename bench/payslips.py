"""What a payslip costs in a run, against one set by itself, and what holds the cost down."""

import time

from invented_people import a_run
from sixpence.documents.payslip import render_payslip, render_payslips
from sixpence.documents.payslip_data import payslip_data

_PEOPLE = 1_000


def run() -> list[tuple[str, str]]:
    """Figures of one process. The single payslip comes first, while nothing is yet kept from another."""
    figures = a_run(_PEOPLE)
    started = time.perf_counter()
    render_payslip(figures.people[0], figures)
    single = time.perf_counter() - started
    started, started_cpu = time.perf_counter(), time.process_time()
    size = sum(len(pdf) for _, pdf in render_payslips(figures))
    each, each_cpu = (time.perf_counter() - started) / _PEOPLE, (time.process_time() - started_cpu) / _PEOPLE
    started = time.perf_counter()
    for pay in figures.people:
        payslip_data(pay, figures)
    data = (time.perf_counter() - started) / _PEOPLE
    return [
        (f"payslip among {_PEOPLE}, each", f"{each * 1000:.1f} ms"),
        ("the same, processor time", f"{each_cpu * 1000:.1f} ms"),
        ("payslip among others, of one set by itself", f"{each / single:.2f}"),
        ("of which its words and figures", f"{data / each:.3f}"),
        ("size of a payslip", f"{size / _PEOPLE / 1000:.0f} kB"),
    ]
