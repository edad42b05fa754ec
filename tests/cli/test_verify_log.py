"""`sixpence verify-log`: the log of a real store, whole, cut off, and changed."""

import re
from pathlib import Path

from django.db import connection

from cli.processes import sixpence
from sixpence.store.configuration import Configuration

SETTING_UP = (Path(__file__).parents[2] / "docs" / "setting-up.md").read_text()


def test_a_whole_log_is_witnessed_and_a_broken_one_is_told(own_store: Configuration, tmp_path: Path) -> None:
    store, employer = own_store.data_dir, tmp_path / "employer.toml"
    example = re.search(r"```toml\n(.*?)```", SETTING_UP, re.DOTALL)
    assert example is not None
    employer.write_text(example[1])
    for _ in range(2):  # set up, then changed: two entries
        assert sixpence("employer", str(employer), data_dir=store).returncode == 0
    whole = sixpence("verify-log", data_dir=store)
    assert (whole.returncode, whole.stdout[:2]) == (0, "2:")
    witness = whole.stdout.strip()
    assert sixpence("verify-log", "--witness", witness, data_dir=store).stdout == whole.stdout

    connection.cursor().execute("DELETE FROM event WHERE sequence = 2")
    assert sixpence("verify-log", data_dir=store).returncode == 0  # a chain alone cannot tell that its end is gone
    cut = sixpence("verify-log", "--witness", witness, data_dir=store)
    assert (cut.returncode, cut.stdout) == (1, "")
    assert "the log is broken at entry 2: the log ends before it" in cut.stderr

    connection.cursor().execute("UPDATE event SET actor = 'somebody else'")
    changed = sixpence("verify-log", data_dir=store)
    assert changed.returncode == 1
    assert "the log is broken at entry 1" in changed.stderr


def test_a_witness_is_written_as_it_was_printed(own_store: Configuration) -> None:
    run = sixpence("verify-log", "--witness", "2", data_dir=own_store.data_dir)
    assert (run.returncode, run.stderr) == (
        2,
        "sixpence: --witness '2': write it as an earlier check printed it, count:hash\n",
    )
