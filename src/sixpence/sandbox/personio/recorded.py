"""Builds an account from a folder of recorded version 1 payloads, and serves every value as it was recorded.

The folder is untrusted: anything that is not what it should be is refused in one line that names the file.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sixpence.sandbox.personio.jsontext import NumberText

_PART = re.compile(r"(?P<account>.+)_part(?P<number>[0-9]+)")
_DOCUMENTATION = ("_spec", "_forum", "_reconstructed_unverified")
_WANTED = 'a version 1 employee list (a JSON object whose "data" is a list of items of type "Employee")'

JsonObject = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RecordedAccount:
    """Employees and attributes exactly as they were recorded. Nothing of version 2 was recorded with them."""

    description: str
    employees: tuple[JsonObject, ...]
    attributes: tuple[JsonObject, ...]

    def employee(self, employee_id: str) -> JsonObject | None:
        """The employee with that id, if there is one."""
        return next((item for item in self.employees if _employee_id(item) == employee_id), None)


def recorded_account(source: Path) -> RecordedAccount:
    """The account recorded in `source`: a file, a folder of payloads, or a folder with a `v1` folder of them.

    Of several accounts the one with typed attributes and the most employees is chosen. Raises ValueError, naming the
    file or the folder, when a file is not JSON or when no account is found.
    """
    files = _payload_files(source)
    payloads = {path: _read(path) for path in files}
    lists = {path: _employees(path, payload) for path, payload in payloads.items()}
    accounts: dict[str, list[Path]] = {}
    for path in sorted((path for path, employees in lists.items() if employees), key=_part_order):
        accounts.setdefault(_account_name(path), []).append(path)
    if not accounts:
        raise ValueError(f"{source} holds no recorded account: looked for {_WANTED}")
    joined = {
        name: _without_repeats([item for path in paths for item in lists[path]]) for name, paths in accounts.items()
    }
    chosen = max(sorted(joined), key=lambda name: (_is_typed(joined[name]), len(joined[name])))
    employees = joined[chosen]
    listed = (_attribute_list(payload) for payload in payloads.values())
    attributes = next((found for found in listed if _describes(found, employees)), None)
    return RecordedAccount(
        description=f"recorded account {chosen}, {len(employees)} people",
        employees=tuple(employees),
        attributes=tuple(attributes if attributes is not None else _derived_attributes(employees)),
    )


def _payload_files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise ValueError(f"{source} is neither a file nor a folder: looked for {_WANTED}")
    found = sorted([*source.glob("*.json"), *source.glob("v1/*.json")])
    return [path for path in found if not path.stem.endswith(_DOCUMENTATION)]


def _read(path: Path) -> object:
    try:
        # Numbers are kept in the characters they were recorded in, so that nothing is rounded or reformatted.
        return json.loads(
            path.read_text(encoding="utf-8-sig"),
            parse_float=NumberText,
            parse_int=NumberText,
            parse_constant=_not_json,
        )
    except RecursionError:
        raise ValueError(f"{path} is not usable JSON: it is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"{path} is not JSON: {error}") from None


def _not_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")


def _employees(path: Path, payload: object) -> list[JsonObject]:
    """The employees of one payload; empty when it is a payload of another sort."""
    data = payload.get("data") if isinstance(payload, dict) else None
    if not isinstance(data, list):
        return []
    employees: list[JsonObject] = []
    for number, item in enumerate(data, start=1):
        if not isinstance(item, dict) or item.get("type") != "Employee":
            continue
        if not _has_usable_attributes(item):
            raise ValueError(f'{path}: employee {number} has no "attributes" with an id among them')
        employees.append(item)
    return employees


def _has_usable_attributes(employee: JsonObject) -> bool:
    attributes = employee.get("attributes")
    if not isinstance(attributes, dict) or not all(isinstance(entry, dict) for entry in attributes.values()):
        return False
    return bool(attributes.get("id", {}).get("value"))


def _attributes_of(employee: JsonObject) -> dict[str, dict[str, object]]:
    attributes = employee["attributes"]
    assert isinstance(attributes, dict)  # _employees has refused anything else
    return attributes


def _employee_id(employee: JsonObject) -> str:
    return str(_attributes_of(employee)["id"]["value"])


def _account_name(path: Path) -> str:
    part = _PART.fullmatch(path.stem)
    return part["account"] if part else path.stem


def _part_order(path: Path) -> tuple[str, int]:
    part = _PART.fullmatch(path.stem)
    return (part["account"], int(part["number"])) if part else (path.stem, 0)


def _without_repeats(employees: list[JsonObject]) -> list[JsonObject]:
    return list({_employee_id(item): item for item in reversed(employees)}.values())[::-1]


def _is_typed(employees: list[JsonObject]) -> bool:
    return all("type" in entry for item in employees for entry in _attributes_of(item).values())


def _attribute_list(payload: object) -> list[JsonObject]:
    data = payload.get("data") if isinstance(payload, dict) else None
    items = data if isinstance(data, list) else []
    entries = [item for item in items if isinstance(item, dict)]
    return [item for item in entries if all(isinstance(item.get(key), str) for key in ("key", "label", "type"))]


def _describes(listed: list[JsonObject], employees: list[JsonObject]) -> bool:
    """An attribute list belongs to an account when it names all of the account's own attributes."""
    own = {key for item in employees for key in _attributes_of(item) if key.startswith("dynamic_")}
    return bool(own) and own <= {item["key"] for item in listed}


def _derived_attributes(employees: list[JsonObject]) -> list[JsonObject]:
    seen: dict[str, JsonObject] = {}
    for employee in employees:
        for key, entry in _attributes_of(employee).items():
            described = {
                "key": key,
                "label": entry.get("label", ""),
                "type": entry.get("type", "standard"),
                "universal_id": entry.get("universal_id"),
                "options": [],
            }
            seen.setdefault(key, described)
    return list(seen.values())
