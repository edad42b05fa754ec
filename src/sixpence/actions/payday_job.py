"""The pay day as durable work: make the papers of an approved version, then give everyone their payslip.

What follows is people's: somebody uploads the bank file and sends the FPS, and says so (`payday.tell_left`).
"""

from datetime import datetime

from sixpence.actions import durable
from sixpence.actions.durable import Job, Order, Plain, Steps
from sixpence.actions.pay_runs import filing_settings
from sixpence.actions.payday import give_payslips, make_papers, payable
from sixpence.store.employers import slug_of
from sixpence.store.payruns import pay_run
from sixpence.store.records import PayRun

PAPERS, PAYSLIPS = "papers", "payslips"  # its steps


def start_payday(employer: str, run_key: str, *, actor: str, at: datetime) -> str:
    """Begin the pay day of an approved run; the job's id is given back. Asked again, it goes on where it failed.

    Raises Refused where the run is not approved.
    """
    run = payable(pay_run(employer, run_key))
    job_id = payday_job_id(run)
    order: Order = {
        "employer": employer,
        "run_key": run_key,
        "version": run.version,
        "actor": actor,
        "at": at.isoformat(),
    }
    durable.start(JOB, job_id, order)
    durable.retry(job_id)
    return job_id


def payday_job_id(run: PayRun) -> str:
    """One pay day a version of a run."""
    return f"payday/{slug_of(run.employer)}/{run.run_key}/v{run.version}"


def _run(steps: Steps, order: Order) -> Plain:
    employer, run_key, actor = str(order["employer"]), str(order["run_key"]), str(order["actor"])
    at = datetime.fromisoformat(str(order["at"]))
    version = int(str(order["version"]))
    steps.do(
        PAPERS,
        lambda: make_papers(
            employer,
            run_key,
            version,
            filing=filing_settings(at),
            actor=actor,
            at=at,
            progress=steps.progress,
        ),
    )
    steps.do(
        PAYSLIPS,
        lambda: give_payslips(employer, run_key, version, actor=actor, at=at, progress=steps.progress),
    )
    return version


JOB = Job(name="payday", run=_run)
