"""`sixpence verify-log`: the log of a real store, whole, cut off, and changed."""

import re
from pathlib import Path

from django.db import connection

from cli.processes import sixpence, sixpence_here
from sixpence.store.configuration import Configuration

SETTING_UP = (Path(__file__).parents[2] / "docs" / "setting-up.md").read_text()


def test_a_whole_log_is_witnessed_and_a_broken_one_is_told(own_store: Configuration, tmp_path: Path) -> None:
    employer = tmp_path / "employer.toml"
    example = re.search(r"```toml\n(.*?)```", SETTING_UP, re.DOTALL)
    assert example is not None
    employer.write_text(example[1])
    for _ in range(2):  # set up, then changed: two entries
        assert sixpence_here("employer", employer).returncode == 0
    whole = sixpence("verify-log", data_dir=own_store.data_dir)
    assert (whole.returncode, whole.stdout[:2]) == (0, "2:")
    witness = whole.stdout.strip()
    assert sixpence_here("verify-log", "--witness", witness).stdout == whole.stdout

    connection.cursor().execute("DELETE FROM event WHERE sequence = 2")
    assert sixpence_here("verify-log").returncode == 0  # a chain alone cannot tell that its end is gone
    cut = sixpence_here("verify-log", "--witness", witness)
    assert (cut.returncode, cut.stdout) == (1, "")
    assert "the log is broken at entry 2: the log ends before it" in cut.stderr

    connection.cursor().execute("UPDATE event SET actor = 'somebody else'")
    changed = sixpence_here("verify-log")
    assert changed.returncode == 1
    assert "the log is broken at entry 1" in changed.stderr


def test_a_witness_is_written_as_it_was_printed(own_store: Configuration) -> None:
    run = sixpence_here("verify-log", "--witness", "2")
    assert (run.returncode, run.stderr) == (
        2,
        "sixpence: --witness '2': write it as an earlier check printed it, count:hash\n",
    )
