"""The numbers of the law as Markdown tables, made from the rates files: one column a tax year, one row a figure.

A page of `docs/law` shows a subject between `<!-- numbers: SUBJECT -->` and `<!-- /numbers -->`. What stands there is
compared with what is made here, and rewritten when the tests run with SIXPENCE_REFRESH_GOLDEN=1. Words come from the
keys, so a new subject needs nothing here.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from sixpence.basics.money import pounds
from sixpence.rates.loader import FOLDER

NUMBERS = re.compile(
    r"(?P<open><!-- numbers: (?P<subject>\w+) -->\n)(?P<table>.*?)(?P<close><!-- /numbers -->)", re.DOTALL
)
_DATED = ("effective_from", "source", "checked_on")
_ABSENT = "–"
_CAPITALS = {"uk": "UK", "england": "England", "wales": "Wales", "scotland": "Scotland", "ireland": "Ireland"}
_CAPITALS |= {"class 1a": "Class 1A", "class 1": "Class 1", "britain": "Britain", "northern": "Northern"}

Figures = dict[str, str]  # the words of each figure, and its value in words


@dataclass(frozen=True)
class Block:
    """One dated block of a subject."""

    tax_year: str
    year_starts_on: date
    effective_from: date
    source: str
    checked_on: date
    parts: dict[str, Figures]  # figures of the block itself under "", of each table and list in it under its name

    @property
    def heading(self) -> str:
        if self.effective_from == self.year_starts_on:
            return self.tax_year
        return f"{self.tax_year}, from {in_words(self.effective_from)}"


def subjects() -> list[str]:
    """Every subject that any rates file holds, in the order of the newest file."""
    found: dict[str, None] = {}
    for year in reversed(_files()):
        found |= dict.fromkeys(name for name, value in year.items() if isinstance(value, list))
    return list(found)


def rendered(subject: str) -> str:
    """The tables of one subject, over all tax years, and where its numbers are from. Raises KeyError."""
    blocks = _blocks(subject)
    if not blocks:
        raise KeyError(f"no rates file has the subject {subject}")
    parts = dict.fromkeys(part for block in reversed(blocks) for part in block.parts)
    tables = [_table(part, blocks) for part in parts]
    return "\n" + "\n".join([*tables, _sources(blocks)]) + "\n"


def refreshed(page: str) -> str:
    """A page with every number block made anew."""
    return NUMBERS.sub(lambda block: block["open"] + rendered(block["subject"]) + block["close"], page)


def _files() -> list[dict[str, Any]]:
    paths = sorted(Path(FOLDER).glob("????-??.toml"))
    return [tomllib.loads(path.read_text(), parse_float=Decimal) for path in paths]


def _blocks(subject: str) -> list[Block]:
    return [
        Block(
            file["tax_year"],
            file["starts_on"],
            *(table[key] for key in _DATED),
            _parts({key: value for key, value in table.items() if key not in _DATED}),
        )
        for file in _files()
        for table in file.get(subject, [])
    ]


def _parts(table: dict[str, Any]) -> dict[str, Figures]:
    """A block's own figures together; each table or list of tables in it apart, if it holds more than plain figures."""
    parts: dict[str, Figures] = {}
    for key, value in table.items():
        deep = isinstance(value, list) or (
            isinstance(value, dict) and any(isinstance(inner, dict | list) for inner in value.values())
        )
        figures = _figures(value, ()) if deep else _figures(value, (key,))
        parts.setdefault(key if deep else "", {}).update(figures)
    return parts


def _figures(value: Any, path: tuple[str, ...]) -> Figures:
    """Every figure below `value`, by its words."""
    if isinstance(value, dict):
        return {name: text for key, inner in value.items() for name, text in _figures(inner, (*path, key)).items()}
    if isinstance(value, list):
        figures: Figures = {}
        for place, item in enumerate(value, start=1):
            named, rest = _item(place, item)
            figures |= _figures(rest, (*path, named))
        return figures
    return {_label(path): _value(path[-1], value)}


def _item(place: int, item: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What an entry of a list is called, and what else it holds: "basic", "from age 18", or the band's place."""
    key, first = next(iter(item.items()))
    rest = {name: value for name, value in item.items() if name != key}
    if isinstance(first, str):
        return first, rest
    if isinstance(first, int) and not key.endswith(("_pence", "_percent")):
        return f"{key} {first}", rest
    return f"band {place}", item


def _label(path: tuple[str, ...]) -> str:
    words = [_key_words(key) for key in path]
    return _capitalised(", ".join(word for word in words if word) or "rate")


def _key_words(key: str) -> str:
    if key == "percent":
        return "rate"
    words = re.sub(r"_(pence|percent|tenths)$", "", key).replace("_", " ")
    for plain, proper in _CAPITALS.items():
        words = re.sub(rf"\b{plain}\b", proper, words)
    return "" if words == "pence" else words


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(key: str, value: Any) -> str:
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key.endswith("pence"):
        return pounds(value)
    if key.endswith("percent"):
        return f"{value}%"
    if key.endswith("_tenths"):
        whole, tenths = divmod(value, 10)
        return f"{whole}.{tenths}"
    return str(value).replace("_", " ")


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _table(part: str, blocks: list[Block]) -> str:
    """One table; a block within a year that changes nothing here has no column."""
    columns: list[tuple[str, Figures]] = []
    for _, of_year in groupby(blocks, key=lambda block: block.tax_year):
        before: Figures | None = None
        for block in of_year:
            figures = block.parts.get(part, {})
            if figures != before:
                columns.append((block.heading, figures))
            before = figures
    columns = [(heading, figures) for heading, figures in columns if figures]
    names = dict.fromkeys(name for _, figures in reversed(columns) for name in figures)
    rows = [
        ["", *(heading for heading, _ in columns)],
        ["---", *("---:" for _ in columns)],
        *([name, *(figures.get(name, _ABSENT) for _, figures in columns)] for name in names),
    ]
    title = f"**{_capitalised(_key_words(part))}**\n\n" if part else ""
    return title + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _sources(blocks: list[Block]) -> str:
    """Where the numbers are from, newest first; what several blocks share is told once."""
    headings: dict[tuple[str, date], list[str]] = {}
    for block in reversed(blocks):
        headings.setdefault((block.source, block.checked_on), []).append(block.heading)
    return "".join(
        f"- {'; '.join(of_source)}: <{source}>, checked on {in_words(checked_on)}\n"
        for (source, checked_on), of_source in headings.items()
    )
