"""Figures of the years before Sixpence's first, for the published cases of those years alone.

They stand beside the cases, as `tests/cases/2018-19/rates.toml`, in the format of the rates files; a year may leave out
the subjects that it has no cases of.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from law.cases import CASES
from sixpence.rates.loader import SUBJECTS, Block
from sixpence.rates.tables import Table


@cache
def prior_rates(tax_year: str) -> Mapping[str, Block]:
    """The blocks of a year by subject, each in force all year. Raises RatesFileWrong as the loader does."""
    path = CASES / tax_year / "rates.toml"
    file = Table(str(path), tomllib.loads(path.read_text(), parse_float=Decimal))
    assert file.take("tax_year", str) == tax_year
    found: dict[str, Block] = {}
    for subject in file.keys():  # noqa: SIM118  # a Table, not a dict
        (block,) = file.take(subject, list)
        found[subject] = SUBJECTS[subject](Table(f"{path}: {subject}", block))
    return found
