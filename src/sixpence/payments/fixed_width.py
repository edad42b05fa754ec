"""Records of fixed-width fields, described once and used to write and to read alike.

A record is written from, and read into, a mapping of field names to text without its padding.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Content(Enum):
    """What a field may hold, as a pattern of the whole field, padding included."""

    DIGITS = r"[0-9]+"  # zero-filled on the left
    CODE = r"[A-Z0-9]+"  # always full
    TEXT = r"[A-Z0-9.&/ -]*"  # space-filled on the right
    DAY = r" [0-9]{5}"  # a space, two digits of the year, three of the day in the year


@dataclass(frozen=True, slots=True)
class Field:
    """`start` counts from 1, as the layouts print it. A field without a content is the constant that is its name."""

    start: int
    length: int
    name: str
    content: Content | None = None

    def written(self, values: Mapping[str, str]) -> str:
        if self.content is None:
            return self.name.ljust(self.length)
        value = values[self.name]
        text = value.rjust(self.length, "0") if self.content is Content.DIGITS else value.ljust(self.length)
        if len(text) != self.length or not re.fullmatch(self.content.value, text):
            raise ValueError(f"{self.name} does not fit positions {self.where}")
        return text

    @property
    def where(self) -> str:
        last = self.start + self.length - 1
        return f"{self.start}" if last == self.start else f"{self.start}-{last}"


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file; its fields cover it from the first position to the last."""

    name: str
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        position = 1
        for field in self.fields:
            if field.start != position:
                raise ValueError(f"{self.name}: {field.name!r} starts at {field.start}, where {position} is next")
            position += field.length

    @property
    def length(self) -> int:
        return self.fields[-1].start + self.fields[-1].length - 1

    def written(self, **values: str) -> str:
        """The line, without its end. Raises ValueError where a value does not fit its field."""
        return "".join(field.written(values) for field in self.fields)

    def read(self, line: str) -> dict[str, str]:
        """The values of a line. Raises ValueError with the positions that are wrong, and never with what they hold."""
        if len(line) != self.length:
            raise ValueError(f"the {self.name} record has {len(line)} characters instead of {self.length}")
        values = {}
        for field in self.fields:
            text = line[field.start - 1 : field.start - 1 + field.length]
            if field.content is None:
                if text != field.written({}):
                    raise ValueError(f"positions {field.where} of {self.name} are not {field.written({})!r}")
            elif not re.fullmatch(field.content.value, text):
                raise ValueError(
                    f"positions {field.where} of {self.name} do not hold the {field.name.replace('_', ' ')}"
                )
            else:
                values[field.name] = text.rstrip(" ")
        return values
