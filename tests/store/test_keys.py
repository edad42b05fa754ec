"""Key files: made once, private, and refused without being quoted."""

import stat
from pathlib import Path

import pytest
from django.conf import settings

from sixpence.basics.refused import Refused
from sixpence.store import configuration
from sixpence.store.configuration import Configuration
from sixpence.store.encryption import seal, unseal
from sixpence.store.keys import KeyRing, create_key_file, key_ring, new_key

OLD, NEW = new_key(1), new_key(2)


@pytest.fixture
def with_keys(tmp_path: Path, store_of_the_tests: Configuration):
    """Puts a key file in use."""

    def put_in_use(*lines: str) -> None:
        path = tmp_path / "key"
        path.write_text("\n".join(lines))
        configuration.use(Configuration(data_dir=tmp_path, key_file=None, key=None, database_url=None))

    yield put_in_use
    configuration.use(store_of_the_tests)


def test_a_new_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    create_key_file(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
    assert KeyRing((tmp_path / "key").read_text(), place="the key file").newest == 1


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(OLD)
    with pytest.raises(FileExistsError):
        create_key_file(tmp_path / "key")
    assert (tmp_path / "key").read_text() == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_after_a_rotation_old_values_open_and_new_ones_have_the_new_key(with_keys) -> None:
    place = {"table": "t", "row": "r", "column": "c"}
    with_keys(OLD)
    before = seal("AB123456C", **place)
    with_keys(OLD, NEW)
    after = seal("AB123456C", **place)
    assert (before[0], after[0]) == (1, 2)
    assert unseal(before, **place) == unseal(after, **place) == "AB123456C"
    with_keys(OLD)
    with pytest.raises(Refused, match="not sealed with a key in the key file"):
        unseal(after, **place)


def test_the_signing_key_is_another_secret_and_stays_the_same(with_keys) -> None:
    with_keys(OLD)
    first = str(settings.SECRET_KEY)
    assert len(first) == 64
    assert first not in OLD
    assert str(settings.SECRET_KEY) == first
    with_keys(NEW)
    assert str(settings.SECRET_KEY) != first


def test_purposes_have_secrets_of_their_own(with_keys) -> None:
    with_keys(OLD)
    assert key_ring().derive("one") != key_ring().derive("another")


def test_a_missing_key_file_is_refused_and_not_made_up(tmp_path: Path, with_keys) -> None:
    with_keys(OLD)
    (tmp_path / "key").unlink()
    with pytest.raises(Refused, match=r"the key file .*/key is missing: restore it from your backup"):
        key_ring()
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize(
    "line",
    ["", "c2VjcmV0", "1:c2VjcmV0", "x:" + OLD[2:], "0:" + OLD[2:], "256:" + OLD[2:], "1:" + "é" * 44, OLD[:-1]],
    ids=["nothing", "no number", "too short", "a letter", "too low", "too high", "not ASCII", "cut off"],
)
def test_what_is_not_a_key_is_refused_and_not_quoted(line: str) -> None:
    with pytest.raises(Refused, match="the key file") as refused:
        KeyRing(line, place="the key file")
    assert "c2VjcmV0" not in str(refused.value)
    assert OLD[4:20] not in str(refused.value)


def test_one_number_has_one_key() -> None:
    with pytest.raises(Refused, match="the key file, line 2: key 1 stands there twice"):
        KeyRing(f"{OLD}\n{new_key(1)}", place="the key file")


def test_a_ring_shows_no_key() -> None:
    assert repr(KeyRing(f"{OLD}\n{NEW}", place="the key file")) == "<KeyRing of 2>"
