"""Everything that Home asks for is done on a page that is there."""

import pytest

from sixpence.actions.needs import Need, ToDo
from sixpence.people.roles import Role
from sixpence.store.members import Member
from sixpence.web.home.addresses import address_of

OWNER = Member(email="owner@kestrel.example", name="Ada Owner", role=Role.OWNER, employer="Kestrel", slug="kestrel")
OF_A_CHANGE_SET = (Need.REVIEW, Need.CONFIRM)
OF_A_RUN = (Need.CALCULATE, Need.CHECK, Need.APPROVE, Need.PAY, Need.SEND, Need.CLOSE)

OF_A_PAYMENT = {Need.PAY_HMRC: "2026-27-08", Need.PAY_PENSION: "2026-11"}


@pytest.mark.parametrize("need", Need)
def test_each_thing_to_do_has_its_page(need: Need) -> None:
    to_do = ToDo(
        need=need,
        says="",
        because="",
        run_key="2026-11-30-monthly" if need in OF_A_RUN else "",
        change_set=7 if need in OF_A_CHANGE_SET else None,
        period=OF_A_PAYMENT.get(need, ""),
    )
    address = address_of(to_do, OWNER)
    assert address.startswith("/kestrel/")
    assert ("2026-11-30-monthly" in address) is (need in OF_A_RUN)
    assert need not in OF_A_PAYMENT or address.endswith(f"/{OF_A_PAYMENT[need]}/")
    assert ("/7/" in address) is (need in OF_A_CHANGE_SET)
