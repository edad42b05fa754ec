"""What somebody says was paid to HMRC and to pension schemes, in and out of the database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from sixpence.basics.refused import Refused
from sixpence.store.employers import row_id_of
from sixpence.store.ready import models
from sixpence.store.transactions import require_transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMade:
    """One payment, whole pence, for a period of what is owed: who says so and when, or that it was taken back."""

    number: int
    payee: str
    period: str
    amount_pence: int
    paid_on: date
    by: str
    at: datetime
    taken_back_by: str = ""
    taken_back_at: datetime | None = None
    reason: str = ""  # why it was taken back


_COLUMNS = tuple(field.name for field in fields(PaymentMade) if field.name != "number")


def keep_payment_made(
    employer: str, payee: str, period: str, amount_pence: int, paid_on: date, *, by: str, at: datetime
) -> int:
    """Keep it; gives its number."""
    require_transaction()
    row = models.PaymentMade(
        employer_id=row_id_of(employer),
        payee=payee,
        period=period,
        amount_pence=amount_pence,
        paid_on=paid_on,
        by=by,
        at=at,
    )
    row.save(force_insert=True)
    return row.id


def payments_made(employer: str) -> list[PaymentMade]:
    """Every one, also those taken back, the newest first."""
    rows = models.PaymentMade.objects.filter(employer_id=row_id_of(employer)).order_by("-paid_on", "-id")
    return [_domain(row) for row in rows]


def payment_made(employer: str, number: int) -> PaymentMade:
    """Raises Refused where there is none of that number."""
    row = models.PaymentMade.objects.filter(employer_id=row_id_of(employer), id=number).first()
    if row is None:
        raise Refused(f"{employer} has no payment {number} marked as made: list them to see the numbers")
    return _domain(row)


def made_by_period(employer: str) -> Mapping[tuple[str, str], int]:
    """What counts as paid, by payee and period; 0 for any other."""
    made: Counter[tuple[str, str]] = Counter()
    rows = models.PaymentMade.objects.filter(employer_id=row_id_of(employer), taken_back_at__isnull=True)
    for payee, period, pence in rows.values_list("payee", "period", "amount_pence"):
        made[payee, period] += pence
    return made


def take_payment_back(employer: str, number: int, reason: str, *, by: str, at: datetime) -> None:
    require_transaction()
    rows = models.PaymentMade.objects.filter(employer_id=row_id_of(employer), id=number)
    rows.update(taken_back_by=by, taken_back_at=at, reason=reason)


def _domain(row: models.PaymentMade) -> PaymentMade:
    return PaymentMade(number=row.id, **{column: getattr(row, column) for column in _COLUMNS})
