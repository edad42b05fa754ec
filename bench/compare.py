"""Against what one would otherwise call from Python or Node: employees a second, memory, and what each leaves out.

All by the time of the processor. Each peer is installed into an environment of its own under `.bench/` the first time;
one that cannot be is named so.
"""

import json
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calculate import rows, timed, timed_copying
from sixpence.pay import PayInputs, calculate

ENVIRONMENTS = Path(__file__).parents[1] / ".bench"
PROGRAMS = Path(__file__).parent / "peers"


@dataclass(frozen=True)
class Peer:
    name: str
    package: str
    program: str
    payments: int  # few enough to take seconds
    leaves_out: str


PEERS = (
    Peer(
        "PyPI paye",
        "paye==0.1.6",
        "paye_monthly.py",
        2_000,
        "weekly pay, Scotland, Wales, National Insurance, loans, pensions; its yearly constants are handed in "
        "(later versions ask for Python 3.14)",
    ),
    Peer(
        "npm hmrc-income-tax",
        "@saving-tool/hmrc-income-tax@1.2.0",
        "hmrc_income_tax.mjs",
        200_000,
        "pay periods, tax codes, year to date, letters but A, employer's NI, roundings; floating point; to 2025/26",
    ),
    Peer(
        "PyPI policyengine-uk",
        "policyengine-uk==2.162.10",
        "policyengine_annual.py",
        1_000,
        "pay periods, tax codes, year to date, roundings; floating point; a model of policy, not a payroll",
    ),
)


def run() -> list[tuple[str, str]]:
    inputs = PayInputs.of(rows(10_000)).rows(np.tile(np.arange(10_000), 100))
    seconds = timed(lambda: calculate(inputs)).best
    ours = len(inputs) / seconds
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = [
        ("Sixpence, gross to net, all of it", f"{ours:,.0f} employees a second, {memory:.0f} MiB"),
        ("share of the speed of copying inputs and results", f"{timed_copying(inputs).best / seconds:.0%}"),
    ]
    for peer in PEERS:
        answer = _measure(peer)
        if isinstance(answer, str):
            figures.append((peer.name, f"not measured: {answer}"))
            continue
        theirs = peer.payments / answer["seconds"]
        mib = answer["memory_kib"] / 1024
        figures.append(
            (peer.name, f"{theirs:,.0f} employees a second, {mib:.0f} MiB: Sixpence {ours / theirs:,.1f} times")
        )
        figures.append(("   leaves out", peer.leaves_out))
    return figures


def _measure(peer: Peer) -> dict[str, float] | str:
    """The peer's own seconds and memory, or why there are none."""
    salaries = np.random.default_rng(6).integers(120_000, 900_000, peer.payments).tolist()
    try:
        command, folder = _environment(peer)
        done = subprocess.run(
            command, input=json.dumps(salaries), capture_output=True, text=True, check=True, cwd=folder, timeout=300
        )
        answer: dict[str, float] = json.loads(done.stdout)
        return answer
    except (OSError, subprocess.SubprocessError, json.JSONDecodeError) as problem:
        said = getattr(problem, "stderr", None) or str(problem)
        return said.strip().splitlines()[-1][:100] if said.strip() else type(problem).__name__


def _environment(peer: Peer) -> tuple[list[str], Path]:
    """The command that runs the peer's program, its package installed."""
    folder = ENVIRONMENTS / peer.program.partition(".")[0]
    folder.mkdir(parents=True, exist_ok=True)
    ready = folder / ".installed"
    if peer.program.endswith(".mjs"):
        node = shutil.which("node")
        if node is None:
            raise FileNotFoundError("there is no node here")
        if not ready.exists():
            subprocess.run(["npm", "init", "-y"], cwd=folder, capture_output=True, check=True)
            subprocess.run(["npm", "install", peer.package], cwd=folder, capture_output=True, text=True, check=True)
        command = [node, str(PROGRAMS / peer.program)]
    else:
        python = folder / "bin" / "python"
        if not ready.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, check=True)
            install = [str(python), "-m", "pip", "install", "--quiet", peer.package]
            subprocess.run(install, capture_output=True, text=True, check=True)
        command = [str(python), str(PROGRAMS / peer.program)]
    ready.touch()
    return command, folder
