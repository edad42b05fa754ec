"""The demo company while it is served: its store open, and its HR on this machine beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sixpence.actions.demo_company import DATABASE, PASSWORD, build_demo_company, find_hr_again
from sixpence.actions.today import now
from sixpence.basics.refused import Refused
from sixpence.cli.demo_company import EMPLOYER, TODAY
from sixpence.cli.demo_past import MEMBERS, company_with_a_past
from sixpence.sandbox.personio import PersonioSandbox, company_on
from sixpence.store import open_store
from sixpence.store.connections import connection
from sixpence.web.demo import DemoSignIns, named_on_the_sign_in_page


@contextmanager
def demo_open(folder: Path, *, fresh: bool) -> Iterator[tuple[str, ...]]:
    """Build the demo company where there is none yet, or `fresh`; open it, and give how to sign in, a line each.

    Raises Refused for a folder with something else in it.
    """
    _check(folder)
    if fresh or not (folder / DATABASE).is_file():
        _build(folder)
    open_store(folder / DATABASE, folder)
    with beside_its_hr() as sign_ins:
        yield sign_ins


@contextmanager
def beside_its_hr() -> Iterator[tuple[str, ...]]:
    """The demo company of the store that is open, with its HR; how to sign in, a line each."""
    with _hr(connection(EMPLOYER.name).base_url) as sandbox:
        find_hr_again(company_with_a_past(sandbox), at=now())
        with named_on_the_sign_in_page(DemoSignIns(EMPLOYER.name, MEMBERS, PASSWORD)):
            yield _sign_ins()


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file: name a folder with --demo-dir")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / DATABASE).is_file():
        raise Refused(f"{folder} holds something that is no demo company: name an empty or a new one with --demo-dir")


def _build(folder: Path) -> None:
    """Live through its months, with a line that says which."""
    columns = (SpinnerColumn(), TextColumn("Living through the months of the demo company: {task.description}"))
    with (
        PersonioSandbox(company_on(TODAY)) as sandbox,
        Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar,
    ):
        task = bar.add_task("its beginnings", total=None)
        build_demo_company(company_with_a_past(sandbox), folder, lambda what: bar.update(task, description=what))


@contextmanager
def _hr(known_at: str) -> Iterator[PersonioSandbox]:
    """Personio's stand-in, at the port where payroll looks for it unless somebody else has taken that."""
    sandbox = PersonioSandbox(company_on(TODAY), urlsplit(known_at).port or 0)
    try:
        sandbox.start()
    except OSError:
        sandbox = PersonioSandbox(company_on(TODAY))
        sandbox.start()
    try:
        yield sandbox
    finally:
        sandbox.stop()


def _sign_ins() -> tuple[str, ...]:
    width = max(len(each.email) for each in MEMBERS)
    return (
        f"{EMPLOYER.name}: sign in with the password {PASSWORD} as",
        *(f"  {each.email:{width}}  {each.name}, {each.role.label.lower()}" for each in MEMBERS),
    )
