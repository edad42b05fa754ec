"""`make bench`: what each step costs, as ratios measured in one run. Nothing here is a timed test.

Every module beside this one has `run()`, which gives (what, figure) pairs; name some to run those alone.
"""

import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sixpence.cli.app import collect_rarely


def main(wanted: list[str]) -> None:
    collect_rarely()  # as the command does
    console = Console(highlight=False)
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem == "run" or (wanted and path.stem not in wanted):
            continue
        module = import_module(path.stem)
        if not hasattr(module, "run"):
            continue
        table = Table(title=f"\n{(module.__doc__ or path.stem).splitlines()[0]}", title_justify="left", box=None)
        table.add_column("what", style="dim")
        table.add_column("figure", justify="right")
        for what, figure in module.run():
            table.add_row(what, figure)
        console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
