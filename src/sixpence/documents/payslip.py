"""Payslips as PDF: tagged (PDF/UA-1), fit to be kept (PDF/A-2a), and the same bytes for the same run.

Typst sets `payslip.typ` with the fonts it brings along, so the machine's own fonts play no part, and dates the document
by the pay day, so neither does the clock.
"""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib.resources import files
from threading import local

import typst

from sixpence.basics.refused import Refused
from sixpence.documents.payslip_data import payslip_data
from sixpence.payrun.figures import PersonPay, RunFigures

WORKERS = min(4, os.cpu_count() or 1)  # threads: Typst works outside Python's lock, so they do run side by side
_AHEAD = 4 * WORKERS  # payslips made before they are asked for: enough for all workers, too few to fill the memory
_of_this_thread = local()


def render_payslips(run: RunFigures, progress: Callable[[int, int], None] | None = None) -> Iterator[tuple[str, bytes]]:
    """Employee id and PDF of everyone on the run, in its order. `progress` hears how many are done, of how many.

    Raises Refused where somebody's payslip cannot be set.
    """
    waiting: deque[tuple[str, Future[bytes]]] = deque()
    everyone = iter(run.people)
    done = 0
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="payslips") as workers:
        while True:
            while len(waiting) < _AHEAD and (pay := next(everyone, None)) is not None:
                waiting.append((pay.employee_id, workers.submit(render_payslip, pay, run)))
            if not waiting:
                return
            employee_id, payslip = waiting.popleft()
            yield employee_id, payslip.result()
            done += 1
            if progress is not None:
                progress(done, len(run.people))


def render_payslip(pay: PersonPay, run: RunFigures, note: str = "") -> bytes:
    """One payslip as PDF, with a note before its own. Raises Refused where it holds a character that the fonts lack."""
    data = payslip_data(pay, run)
    if note:
        data["notes"].insert(0, note)
    try:
        pdf = _compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"payslip": json.dumps(data)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime.combine(run.pay_date, time(), UTC),
        )
    except typst.TypstError as fault:
        if "could not be displayed" not in fault.message:
            raise
        raise Refused(
            f"payslip of employee {pay.employee_id}: a name or a label has a character that the payslip's fonts lack; "
            "write it in Latin, Greek or Cyrillic letters"
        ) from None
    assert isinstance(pdf, bytes), "a PDF is one file"
    return pdf


def _compiler() -> typst.Compiler:
    """The compiler of this thread: it keeps what payslips have in common from one to the next."""
    if not hasattr(_of_this_thread, "compiler"):
        _of_this_thread.compiler = typst.Compiler(font_paths=_fonts())
    compiler: typst.Compiler = _of_this_thread.compiler
    return compiler


@lru_cache(maxsize=1)
def _template() -> bytes:
    return files("sixpence.documents").joinpath("payslip.typ").read_bytes()


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
