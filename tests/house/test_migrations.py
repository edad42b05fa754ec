"""Migrations stand in one row: two that follow the same one would keep every store from being opened."""

import re
from pathlib import Path

MIGRATIONS = Path(__file__).parents[2] / "src" / "sixpence" / "store" / "migrations"


def test_each_migration_follows_the_one_before_it() -> None:
    names = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    for number, name in enumerate(names, start=1):
        assert name.startswith(f"{number:04}_"), f"{name} is number {number} in the row: give it that number"
        follows = re.findall(
            r'dependencies = \[\("store", "([0-9]{4}_\w+)"\)\]', (MIGRATIONS / f"{name}.py").read_text()
        )
        assert follows == names[number - 2 : number - 1], f"{name} has to follow the one before it alone"
