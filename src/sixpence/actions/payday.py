"""Everything a closed run sends out, made from its sealed file alone."""

from dataclasses import dataclass
from datetime import date

from sixpence.actions.papers import Paper, Progress, build_papers
from sixpence.actions.pay_runs import sealed_run
from sixpence.filing.govtalk import FilingSettings
from sixpence.payments.calendar import BacsDays, bacs_days
from sixpence.payments.instructions import Payments
from sixpence.payrun.figures import RunFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Payday:
    """All papers of one run, which agree with it to the penny, and the sealed run itself among them."""

    figures: RunFigures
    digest: str
    payments: Payments
    days: BacsDays
    irmark: str  # base32
    files: tuple[Paper, ...]


def make_papers(
    employer: str,
    run_key: str,
    *,
    today: date,
    filing: FilingSettings,
    payment_format: str = "standard18",
    progress: Progress | None = None,
) -> Payday:
    """Make what a closed run sends out. Nothing is written.

    Raises Refused where the run is not closed, its sealed file has changed, or as `papers.build_papers` says.
    """
    sealed, content = sealed_run(employer, run_key)
    papers = build_papers(sealed.figures, today=today, filing=filing, payment_format=payment_format, progress=progress)
    return Payday(
        figures=sealed.figures,
        digest=sealed.digest,
        payments=papers.payments,
        days=bacs_days(sealed.figures.pay_date),
        irmark=papers.irmark,
        files=(*papers.files, Paper(path=f"{run_key}.parquet", kind="sealed-run", content=content)),
    )
