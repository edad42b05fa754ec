"""Messages to employees, each with one paper: written to the outbox on this machine, one file a message.

A message has one place and one form, so that writing it again changes nothing: it is there once, whatever is killed.
"""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

from sixpence.actions.papers import file_name
from sixpence.actions.whole_files import write_whole
from sixpence.basics.days import long_date
from sixpence.payrun.payday import PaperKind, RunPaper
from sixpence.store.configuration import current
from sixpence.store.employers import slug_of
from sixpence.store.records import PayRun


def write_message(run: PayRun, paper: RunPaper, content: bytes, *, to: str, correction: bool, at: datetime) -> None:
    """Put the paper into its owner's message. The message says no figure: those are in the payslip alone."""
    path = message_path(run, paper)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, _message(run, paper, content, to, correction, at))


def take_back(run: PayRun, paper: RunPaper) -> None:
    """Remove the message of a paper that never counted as given: its version was replaced in the middle of it."""
    message_path(run, paper).unlink(missing_ok=True)


def message_path(run: PayRun, paper: RunPaper) -> Path:
    folder = current().outbox_dir / slug_of(run.employer) / run.run_key / f"v{paper.version}"
    return folder / file_name(paper.employee_id, ".eml")


def _message(run: PayRun, paper: RunPaper, content: bytes, to: str, correction: bool, at: datetime) -> bytes:
    day = long_date(run.pay_date)
    mark = sha256(f"{run.employer}\n{run.run_key}\n{paper.version}\n{paper.employee_id}".encode()).hexdigest()[:32]
    message = EmailMessage(policy=SMTP)
    message["From"] = f'"{_quoted(run.employer)} payroll" <payroll@sixpence.invalid>'
    message["To"] = to
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{mark}@sixpence.invalid>"
    message["X-Unsent"] = "1"  # mail programs open it as a draft, ready to be sent
    if paper.kind is PaperKind.WITHDRAWAL:
        message["Subject"] = f"Your payslip of {day} is withdrawn"
        message.set_content(content.decode())
        return message.as_bytes()
    message["Subject"] = f"Your corrected payslip of {day}" if correction else f"Your payslip of {day}"
    before = "It takes the place of the one you were sent before.\n" if correction else ""
    message.set_content(f"Attached is your payslip of {day} from {run.employer}.\n{before}")
    message.add_attachment(content, maintype="application", subtype="pdf", filename=f"Payslip {run.pay_date}.pdf")
    message.set_boundary(f"={mark}=")
    return message.as_bytes()


def _quoted(name: str) -> str:
    return name.replace("\\", "").replace('"', "")
