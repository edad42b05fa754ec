"""What is handed in with an option, read. Each raises Refused naming the option."""

from sixpence.basics.money import pence_from_pounds
from sixpence.basics.refused import Refused


def pence_of(option: str, text: str) -> int:
    """Whole pence."""
    try:
        return pence_from_pounds(text)
    except ValueError as problem:
        raise Refused(f"{option} {text!r} {problem}") from None


def contractual_pay(option: str, text: str) -> str:
    """How the salary and the statutory payment of an absence or a leave stand to each other."""
    from sixpence.people.absences import ContractualPay

    if text not in [choice.value for choice in ContractualPay]:
        raise Refused(f"{option} {text!r} is not one of {', '.join(ContractualPay)}")
    return text
