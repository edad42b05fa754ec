"""Employers and their connections to HR systems."""

from dataclasses import replace

import pytest

from builders import an_employer
from sixpence.basics.refused import Refused
from sixpence.hr.conditions import Condition, Conditions
from sixpence.hr.mapping import FieldMapping, HrMapping
from sixpence.people.person import BankAccount
from sixpence.store.connections import connection, save_connection
from sixpence.store.employers import employer, employer_names, save_employer
from sixpence.store.ready import models
from sixpence.store.records import HrConnection

pytestmark = pytest.mark.django_db

PERSONIO = HrConnection(
    source="personio",
    base_url="https://api.personio.example",
    client_id="papi-1",
    client_secret="s3cret-Zoë",
    mapping=HrMapping((FieldMapping("gender", "gender", {"weiblich": "F"}), FieldMapping("email", "email"))),
    conditions=Conditions(
        include=(Condition("status", "is one of", ("active", "onboarding")),),
        exclude=(Condition("office", "is not one of", ("Leeds",)),),
    ),
)


def test_an_employer_comes_back_as_it_was() -> None:
    kept = an_employer(corporation_tax_reference="1234567890", paid_elsewhere_before=True)
    save_employer(kept)
    assert employer(kept.name) == kept


def test_an_employer_is_kept_once_under_its_name() -> None:
    save_employer(an_employer())
    moved = an_employer(postcode="YO1 7HH", bank_account=BankAccount("040006", "11112222", "KESTREL", "R1"))
    save_employer(moved)
    assert employer(moved.name) == moved
    assert employer_names() == (moved.name,)


def test_a_paye_scheme_has_one_employer() -> None:
    save_employer(an_employer())
    with pytest.raises(Refused, match=r"PAYE scheme 123/KW456 is kept as 'Kestrel & Wren Instruments Ltd'"):
        save_employer(an_employer(name="Somebody Else Ltd"))
    save_employer(an_employer(name="Somebody Else Ltd", tax_office_number="124"))
    assert employer_names() == ("Kestrel & Wren Instruments Ltd", "Somebody Else Ltd")


def test_an_employer_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match=r"no employer is called 'Heron Ltd' in this database \(known: none yet\)"):
        employer("Heron Ltd")


def test_an_account_moved_to_another_employer_is_refused() -> None:
    save_employer(an_employer())
    save_employer(an_employer(name="Heron Ltd", tax_office_number="124"))
    sealed = models.Employer.objects.get(name="Heron Ltd").bank_account
    models.Employer.objects.exclude(name="Heron Ltd").update(bank_account=sealed)
    assert employer("Heron Ltd").name == "Heron Ltd"
    with pytest.raises(Refused, match=r"employer\.bank_account of .* cannot be opened"):
        employer(an_employer().name)


def test_a_connection_comes_back_as_it_was(kestrel: str) -> None:
    save_connection(kestrel, PERSONIO)
    assert connection(kestrel) == PERSONIO


def test_an_employer_has_one_connection(kestrel: str) -> None:
    save_connection(kestrel, PERSONIO)
    changed = replace(PERSONIO, client_secret="another", conditions=Conditions())
    save_connection(kestrel, changed)
    assert connection(kestrel) == changed
    assert models.HrConnection.objects.count() == 1


def test_a_connection_that_is_not_there_is_refused(kestrel: str) -> None:
    with pytest.raises(Refused, match="is not connected to any HR system"):
        connection(kestrel)


def test_a_secret_is_not_shown() -> None:
    assert PERSONIO.client_secret not in repr(PERSONIO)
