"""The readable attributes of a pair of credentials: whatever is not ticked is left out of every answer, silently.

Attributes are named by their version 1 keys. What is left without any is what Personio was seen to send: of a person
in version 2 the id, the employments and the links; of an employment the id, the person, the status and the links.
"""

from collections.abc import Mapping, Sequence

JsonObject = dict[str, object]

# What decides about each field of version 2, where the key of version 1 is another.
_PERSON_KEYS = {"updated_at": "last_modified_at"}
_EMPLOYMENT_KEYS = {
    "full_time_weekly_working_hours": "weekly_working_hours",
    "probation_end_date": "probation_period_end",
    "employment_start_date": "hire_date",
    "employment_end_date": "termination_date",
    "type": "employment_type",
    "updated_at": "last_modified_at",
    "legal_entity": "subcompany",
    "sub_company": "subcompany",
    "job": "position",
    "termination": "termination_date",
}
_ALWAYS_OF_A_PERSON = frozenset({"id", "employments", "_meta"})
_ALWAYS_OF_AN_EMPLOYMENT = frozenset({"id", "person", "status", "_meta"})


class Readable:
    """A whitelist of attribute keys; None lets everything through."""

    def __init__(self, keys: frozenset[str] | None) -> None:
        self._keys = keys

    def employee(self, record: Mapping[str, object], wanted: Sequence[str] = ()) -> Mapping[str, object]:
        """A version 1 employee; with `wanted`, of the readable attributes only those. The id is always there."""
        attributes = record["attributes"]
        if not isinstance(attributes, Mapping) or (self._keys is None and not wanted):
            return record
        shown = {
            key: entry
            for key, entry in attributes.items()
            if key == "id" or (self._has(key) and (not wanted or key in wanted))
        }
        return {**record, "attributes": shown}

    def attributes(self, listed: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
        """The list of attributes, which is of those that may be read."""
        return [item for item in listed if item["key"] == "id" or self._has(str(item["key"]))]

    def person(self, record: JsonObject) -> JsonObject:
        """A version 2 person."""
        if self._keys is None:
            return record
        shown = self._fields(record, _PERSON_KEYS, _ALWAYS_OF_A_PERSON)
        customs = record["custom_attributes"]
        assert isinstance(customs, list)  # person_record made it
        readable = [attribute for attribute in customs if self._has(attribute["id"])]
        return {**shown, "custom_attributes": readable} if readable else shown

    def employment(self, record: JsonObject) -> JsonObject:
        """A version 2 employment."""
        if self._keys is None:
            return record
        shown = self._fields(record, _EMPLOYMENT_KEYS, _ALWAYS_OF_AN_EMPLOYMENT)
        units = record["org_units"]
        assert isinstance(units, list)  # employment_record made it
        readable = [unit for unit in units if self._has(unit["type"])]
        return {**shown, "org_units": readable} if readable else shown

    def _has(self, key: str) -> bool:
        return self._keys is None or key in self._keys

    def _fields(self, record: JsonObject, keys: Mapping[str, str], always: frozenset[str]) -> JsonObject:
        return {name: value for name, value in record.items() if name in always or self._has(keys.get(name, name))}
