"""What HMRC has to be told of a run that was changed after its FPS had been sent."""

from sixpence.actions.kept_runs import paid_before, paid_this_year
from sixpence.actions.paper_files import approved_figures
from sixpence.filing.fps_correction import Correction, correction_of
from sixpence.payrun.figures import RunFigures, ToDate
from sixpence.payrun.payday import PaperKind
from sixpence.store.employments import opening_figures
from sixpence.store.papers import papers_of
from sixpence.store.records import PayRun


def fps_correction(run: PayRun, figures: RunFigures) -> Correction | None:
    """What differs from the version whose FPS was sent last; None where none was, and HMRC is told of everyone."""
    sent = [
        paper.version
        for paper in papers_of(run.employer, run.run_key, kinds=[PaperKind.FPS])
        if paper.left_at is not None and paper.version != run.version
    ]
    if not sent:
        return None
    told = approved_figures(run, max(sent))
    gone = {pay.employee_id for pay in told.people} - {pay.employee_id for pay in figures.people}
    return correction_of(figures, told, _to_date_before(run) if gone else {})


def _to_date_before(run: PayRun) -> dict[str, ToDate]:
    """Everyone's figures to date without this run."""
    brought = {who: one.to_date for who, one in opening_figures(run.employer, run.tax_year).items() if one.to_date}
    return brought | {who: paid_before(kept).to_date for who, kept in paid_this_year(run).items()}
