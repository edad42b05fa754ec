"""The log: appended in the change's transaction, and broken wherever a hand other than ours was in it."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from django.db import connection
from django.db.models import F

from sixpence.basics.refused import Refused
from sixpence.store import transaction
from sixpence.store.events import VerifiedLog, record, verify_log
from sixpence.store.ready import models

AT = datetime(2026, 11, 30, 9, 15, 0, 123456, tzinfo=UTC)
EVENTS = models.Event.objects


@pytest.fixture
def five(db: None) -> VerifiedLog:
    for number in range(1, 6):
        detail = {"number": number, "text": "Zoë", "yes": True, "none": None}
        sequence = record(kind="pay_run.calculated", subject="2026-11-30-monthly", detail=detail, actor="ada", at=AT)
        assert sequence == number
    return verify_log()


@pytest.mark.django_db
def test_an_empty_log_is_whole() -> None:
    assert verify_log() == VerifiedLog(0, "0" * 64)


def test_each_entry_follows_from_the_one_before(five: VerifiedLog) -> None:
    entries = list(EVENTS.order_by("sequence"))
    assert [entry.previous_hash for entry in entries] == ["0" * 64, *(entry.hash for entry in entries[:-1])]
    assert five == VerifiedLog(5, entries[-1].hash)
    assert len({entry.hash for entry in entries}) == 5


def test_the_hash_is_of_all_the_entry_says(db: None) -> None:
    """Worked out apart from the code: sha256 of the canonical JSON, keys in order, no spaces, UTF-8."""
    record(kind="employer.saved", subject="Kestrel", detail={"b": 1, "a": "Zoë"}, actor="ada", at=AT)
    text = (
        '{"actor":"ada","at":"2026-11-30T09:15:00.123456+00:00","detail":{"a":"Zoë","b":1},"kind":"employer.saved",'
        f'"previous_hash":"{"0" * 64}","sequence":1,"subject":"Kestrel"}}'
    )
    assert verify_log() == VerifiedLog(1, sha256(text.encode()).hexdigest())


def test_the_same_moment_in_another_zone_is_the_same(db: None) -> None:
    record(kind="k", subject="s", detail={}, actor="a", at=AT.astimezone(timezone(timedelta(hours=5))))
    assert EVENTS.get().at == AT
    assert verify_log().count == 1


@pytest.mark.parametrize("sequence", [1, 3, 5])
@pytest.mark.parametrize(
    "change",
    [
        {"at": AT + timedelta(microseconds=1)},
        {"actor": "eve"},
        {"kind": "pay_run.approved"},
        {"subject": "2026-12-31-monthly"},
        {"detail": {"number": 1_000}},
        {"previous_hash": "f" * 64},
        {"hash": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_named(five: VerifiedLog, sequence: int, change: dict[str, object]) -> None:
    EVENTS.filter(sequence=sequence).update(**change)
    with pytest.raises(Refused, match=f"the log is broken at entry {sequence}: "):
        verify_log()


@pytest.mark.parametrize("sequence", [1, 2, 3, 4])
def test_a_removed_entry_is_named(five: VerifiedLog, sequence: int) -> None:
    EVENTS.filter(sequence=sequence).delete()
    with pytest.raises(Refused, match=f"the log is broken at entry {sequence}: "):
        verify_log()


def test_a_removed_entry_is_named_though_the_rest_moved_up(five: VerifiedLog) -> None:
    EVENTS.filter(sequence=3).delete()
    EVENTS.filter(sequence=4).update(sequence=3)
    EVENTS.filter(sequence=5).update(sequence=4)
    with pytest.raises(Refused, match="the log is broken at entry 3: "):
        verify_log()


def test_two_entries_that_changed_places_are_named(five: VerifiedLog) -> None:
    EVENTS.filter(sequence=2).update(sequence=99)
    EVENTS.filter(sequence=4).update(sequence=2)
    EVENTS.filter(sequence=99).update(sequence=4)
    with pytest.raises(Refused, match="the log is broken at entry 2: "):
        verify_log()


@pytest.mark.parametrize("sequence", [0, 6])
def test_an_entry_that_does_not_follow_is_named(five: VerifiedLog, sequence: int) -> None:
    forged = EVENTS.get(sequence=3)
    forged.sequence, forged.hash = sequence, "f" * 64
    forged.save(force_insert=True)
    with pytest.raises(Refused, match=f"the log is broken at entry {sequence}: "):
        verify_log()


def test_an_entry_put_between_two_is_named(five: VerifiedLog) -> None:
    for sequence in (5, 4, 3):
        EVENTS.filter(sequence=sequence).update(sequence=F("sequence") + 1)
    forged = EVENTS.get(sequence=4)
    forged.sequence, forged.hash = 3, "f" * 64
    forged.save(force_insert=True)
    with pytest.raises(Refused, match="the log is broken at entry 3: "):
        verify_log()


def test_a_cut_off_end_shows_against_a_witness(five: VerifiedLog) -> None:
    EVENTS.filter(sequence__gte=4).delete()
    assert verify_log().count == 3  # a chain alone cannot tell
    with pytest.raises(Refused, match=r"broken at entry 4: the log ends before it, and once had 5 entries"):
        verify_log(five)


def test_a_log_written_anew_shows_against_a_witness(five: VerifiedLog) -> None:
    EVENTS.all().delete()
    for _ in range(6):
        record(kind="nothing.happened", subject="-", detail={}, actor="eve", at=AT)
    assert verify_log().count == 6
    with pytest.raises(Refused, match="broken at entry 5: it is not the entry that was there"):
        verify_log(five)


def test_a_log_that_grew_is_still_the_one_that_was_witnessed(five: VerifiedLog) -> None:
    record(kind="k", subject="s", detail={}, actor="a", at=AT)
    assert verify_log(five).count == 6


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_its_transaction() -> None:
    def fails() -> None:
        with transaction():
            record(kind="k", subject="s", detail={}, actor="a", at=AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert verify_log().count == 0
    with transaction():
        record(kind="k", subject="s", detail={}, actor="a", at=AT)
    assert verify_log().count == 1


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_a_mistake_in_the_code() -> None:
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError, match="inside a transaction"):
        record(kind="k", subject="s", detail={}, actor="a", at=AT)


@pytest.mark.django_db
def test_a_time_without_a_zone_and_a_float_are_mistakes_in_the_code() -> None:
    with pytest.raises(ValueError, match="time zone"):
        record(kind="k", subject="s", detail={}, actor="a", at=datetime(2026, 11, 30))  # noqa: DTZ001
    with pytest.raises(ValueError, match="detail of 'k'"):
        record(kind="k", subject="s", detail={"net": 1.5}, actor="a", at=AT)  # type: ignore[dict-item]
