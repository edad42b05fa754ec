"""Orders, absences, leaves and benefits over the API."""

from typing import Any

import pytest

from api.conftest import Ask
from sixpence.people.roles import Role

ENTRIES: list[dict[str, Any]] = [
    {
        "what": "order",
        "from_day": "2026-11-01",
        "kind": "child-maintenance",
        "authority": "CMS",
        "reference": "R1",
        "made_on": "2026-10-01",
        "normal_deduction_pence": 50_00,
    },
    {"what": "absence", "first_day": "2026-11-02", "last_day": "2026-11-06"},
    {"what": "leave", "payment": "SMP", "event_day": "2027-01-11", "first_day": "2026-12-07"},
    {"what": "benefit", "name": "Medical insurance", "value_of_year_pence": 600_00, "first_day": "2026-11-01"},
]
PLACE = "/people/1002/entries"


def test_one_of_each_kind_is_entered_put_right_and_taken_back(ask: Ask) -> None:
    for entry in ENTRIES:
        kept = ask(Role.PREPARER, "POST", PLACE, {"entry": entry})
        assert (kept.status_code, kept.json()) == (200, {"number": 1}), kept.content
    listed = ask(Role.VIEWER, "GET", PLACE).json()
    assert [each["entry"]["what"] for each in listed] == [entry["what"] for entry in ENTRIES]
    for entry, each in zip(ENTRIES, listed, strict=True):
        assert entry.items() <= each["entry"].items()
    assert listed[2]["entry"]["last_day"] == "2027-09-05"  # 39 weeks

    longer = {"entry": {**ENTRIES[1], "last_day": "2026-11-13"}}
    assert ask(Role.PREPARER, "POST", f"{PLACE}/1", longer).status_code == 200
    for entry in ENTRIES:
        ends = {"from_day": "2026-12-01"} if entry["what"] == "order" else {}
        assert ask(Role.OWNER, "POST", f"{PLACE}/1/take-back", {"what": entry["what"], **ends}).status_code == 200
    (order,) = ask(Role.VIEWER, "GET", PLACE).json()
    assert order["ended_on"] == "2026-12-01"


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        (PLACE, {"entry": {**ENTRIES[0], "normal_deduction_pence": 0}}, "states its deduction"),
        (PLACE, {"entry": {**ENTRIES[1], "first_day": "0001-01-01"}}, "is not a day between"),
        (f"{PLACE}/7", {"entry": ENTRIES[3]}, "has no benefit 7"),
        (f"{PLACE}/7/take-back", {"what": "order"}, "from_day"),
        ("/people/nobody/entries", {"entry": ENTRIES[3]}, "nobody is not known"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(ask: Ask, path: str, body: object, says: str) -> None:
    answer = ask(Role.PREPARER, "POST", path, body)
    assert answer.status_code == 409
    assert says in answer.json()["error"]


def test_of_somebody_unknown_nothing_is_listed(ask: Ask) -> None:
    assert ask(Role.VIEWER, "GET", "/people/nobody/entries").status_code == 404
