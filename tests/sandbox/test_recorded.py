"""Recorded accounts: chosen, joined, and served as they were recorded; anything else refused in one line."""

import json
from pathlib import Path

import httpx
import pytest

from sandbox.payloads import read_json
from sixpence.sandbox.personio import PersonioSandbox, open_sandbox
from sixpence.sandbox.personio.recorded import recorded_account


def employee(number: int, typed: bool = True, **attributes: object) -> dict[str, object]:
    kind = {"type": "standard", "universal_id": None} if typed else {}
    values = {"id": number, **attributes}
    entries = {key: {"label": key.title(), "value": value, **kind} for key, value in values.items()}
    return {"type": "Employee", "attributes": entries}


def write(folder: Path, name: str, *employees: dict[str, object]) -> Path:
    path = folder / name
    path.write_text(json.dumps({"success": True, "data": employees}), encoding="utf-8")
    return path


def serve(sandbox: PersonioSandbox, source: Path) -> None:
    sandbox.account = recorded_account(source)


@pytest.mark.parametrize("part", [".", "v1", "v1/employees_list_uk_demo_account_part1.json"])
def test_the_uk_account_among_the_recorded_payloads(
    client: httpx.Client, sandbox: PersonioSandbox, examples: Path, part: str
) -> None:
    serve(sandbox, examples / part)
    assert sandbox.account.description == "recorded account employees_list_uk_demo_account, 17 people"
    recorded = read_json(examples / "v1" / "employees_list_uk_demo_account_part1.json")
    served = client.get("/v1/company/employees", params={"limit": 100}).json()
    assert served["data"] == recorded["data"]
    first = recorded["data"][0]
    found = client.get(f"/v1/company/employees/{first['attributes']['id']['value']}").json()
    assert found == {"success": True, "data": first}
    listed = {item["key"]: item for item in client.get("/v1/company/employees/attributes").json()["data"]}
    assert listed.keys() == first["attributes"].keys()
    assert listed["dynamic_7123992"]["universal_id"] == "date_of_birth"


def test_version_2_of_a_recorded_account_does_not_exist(
    client: httpx.Client, sandbox: PersonioSandbox, tmp_path: Path
) -> None:
    serve(sandbox, write(tmp_path, "staff.json", employee(1)))
    form = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    assert client.post("/v2/auth/token", data={"grant_type": "client_credentials", **form}).status_code == 200
    answer = client.get("/v2/persons")
    assert (answer.status_code, answer.json()["errors"][0]["_meta"]["path"]) == (404, "/v2/persons")


def test_parts_are_joined_in_order_and_nobody_comes_twice(
    client: httpx.Client, sandbox: PersonioSandbox, tmp_path: Path
) -> None:
    write(tmp_path, "staff_part10.json", employee(4))
    write(tmp_path, "staff_part2.json", employee(2, name="later"), employee(3))
    write(tmp_path, "staff_part1.json", employee(1), employee(2, name="first"))
    serve(sandbox, tmp_path)
    data = client.get("/v1/company/employees").json()["data"]
    assert [item["attributes"]["id"]["value"] for item in data] == [1, 2, 3, 4]
    assert data[1]["attributes"]["name"]["value"] == "first"


def test_numbers_and_text_are_served_in_the_very_characters(
    client: httpx.Client, sandbox: PersonioSandbox, tmp_path: Path
) -> None:
    numbers = ["4166.67", "10.50", "1E400", "-0", "1067807102794692000", "9" * 5000, "0.1000000000000000055"]
    values = ", ".join(f'"n{i}": {{"label": "N", "value": {text}}}' for i, text in enumerate(numbers))
    entries = f'"id": {{"label": "ID", "value": 7}}, "text": {{"label": "T", "value": "Zoë \\ud800"}}, {values}'
    body = f'{{"data": [{{"type": "Employee", "attributes": {{{entries}}}}}]}}'
    (tmp_path / "staff.json").write_text(body, encoding="utf-8")
    serve(sandbox, tmp_path)
    text = client.get("/v1/company/employees").text
    for number in numbers:
        assert f'"value": {number}}}' in text
    assert "Zo\\u00eb \\ud800" in text


def test_typed_attributes_come_before_more_people(tmp_path: Path) -> None:
    write(tmp_path, "old.json", *(employee(number, typed=False) for number in range(1, 9)))
    write(tmp_path, "new_small.json", employee(1))
    write(tmp_path, "new.json", employee(1), employee(2))
    write(tmp_path, "new_spec.json", *(employee(number) for number in range(1, 20)))
    write(tmp_path, "empty.json")
    assert recorded_account(tmp_path).description == "recorded account new, 2 people"


def test_a_recorded_attribute_list_is_used_when_it_is_the_accounts(tmp_path: Path) -> None:
    write(tmp_path, "staff.json", employee(1, dynamic_5="x"))
    own = [{"key": "dynamic_5", "label": "Five", "type": "list", "universal_id": None, "options": ["x", "y"]}]
    (tmp_path / "attributes.json").write_text(json.dumps({"success": True, "data": own}), encoding="utf-8")
    assert list(recorded_account(tmp_path).attributes) == own
    write(tmp_path, "staff.json", employee(1, dynamic_5="x", dynamic_6="y"))
    derived = recorded_account(tmp_path).attributes
    assert [item["key"] for item in derived] == ["id", "dynamic_5", "dynamic_6"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "is not JSON"),
        (b'{"data": [NaN]}', "NaN is not a JSON number"),
        (b"\xff\xfe", "is not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"data": [{"type": "Employee"}]}', "employee 1 has no"),
        (b'{"data": [{"type": "Employee", "attributes": {"id": 3}}]}', "employee 1 has no"),
        (b'{"data": [{"type": "Employee", "attributes": {"id": {"label": "ID"}}}]}', "employee 1 has no"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "staff.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=reason) as refusal:
        recorded_account(tmp_path)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("content", [None, "[]", '"text"', '{"data": 1}', '{"data": [{"key": ["x"]}]}'])
def test_a_folder_without_an_account_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "other.json").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="holds no recorded account: looked for a version 1 employee list"):
        open_sandbox(tmp_path)
    with pytest.raises(ValueError, match="is neither a file nor a folder"):
        open_sandbox(tmp_path / "absent")
