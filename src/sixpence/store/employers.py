"""Employers in and out of the database."""

import json
from dataclasses import asdict
from uuid import UUID

from sixpence.basics.refused import Refused
from sixpence.people.employer import Employer
from sixpence.people.person import BankAccount
from sixpence.store.encryption import seal, unseal
from sixpence.store.ready import models
from sixpence.store.slugs import free_slug
from sixpence.store.transactions import require_transaction
from sixpence.store.written_out import first_key, first_value

_AS_THEY_ARE = (
    "postcode",
    "tax_office_number",
    "tax_office_reference",
    "accounts_office_reference",
    "corporation_tax_reference",
    "bacs_service_user_number",
    "pension_scheme",
    "paid_elsewhere_before",
    "part_period",
)


def save_employer(employer: Employer) -> None:
    """Keep the employer under its name, in place of what was kept before.

    Raises Refused where another name has its PAYE scheme.
    """
    require_transaction()
    scheme = models.Employer.objects.filter(
        tax_office_number=employer.tax_office_number, tax_office_reference=employer.tax_office_reference
    )
    if other := scheme.exclude(name=employer.name).first():
        raise Refused(f"PAYE scheme {employer.paye_reference} is kept as {other.name!r}: use that name")
    row = models.Employer.objects.filter(name=employer.name).first() or _new_row(employer.name)
    account = json.dumps(asdict(employer.bank_account))
    row.bank_account = seal(account, table="employer", row=str(row.id), column="bank_account")
    row.address_lines = list(employer.address_lines)
    for column in _AS_THEY_ARE:
        setattr(row, column, getattr(employer, column))
    row.save()


def _new_row(name: str) -> models.Employer:
    return models.Employer(name=name, slug=free_slug(name, set(models.Employer.objects.values_list("slug", flat=True))))


def employer(name: str) -> Employer:
    """The employer of that name. Raises Refused where there is none."""
    row = _row(name)
    account = unseal(bytes(row.bank_account), table="employer", row=str(row.id), column="bank_account")
    return Employer(
        name=row.name,
        address_lines=tuple(row.address_lines),
        bank_account=BankAccount(**json.loads(account)),
        **{column: getattr(row, column) for column in _AS_THEY_ARE},
    )


def employer_names() -> tuple[str, ...]:
    """Every employer's name, in order."""
    return tuple(sorted(models.Employer.objects.values_list("name", flat=True)))


def row_id_of(name: str) -> UUID:
    """The key of the employer's row, for the other repositories. Raises Refused where there is none."""
    key = first_key("SELECT id FROM employer WHERE name = %s", name)
    if key is None:
        raise _unknown(name)
    return key


def slug_of(name: str) -> str:
    """How the employer is named in addresses and folders."""
    slug = first_value("SELECT slug FROM employer WHERE name = %s", name)
    if slug is None:
        raise _unknown(name)
    return str(slug)


def _row(name: str) -> models.Employer:
    for row in models.Employer.objects.raw("SELECT * FROM employer WHERE name = %s", (name,)):
        return row
    raise _unknown(name)


def _unknown(name: str) -> Refused:
    known = ", ".join(map(repr, employer_names())) or "none yet"
    return Refused(f"no employer is called {name!r} in this database (known: {known}): check the name")
