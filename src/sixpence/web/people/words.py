"""What somebody lacks, as lines for people: what it is, and what it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass

from sixpence.basics.money import pounds
from sixpence.payrun.lacks import Lack
from sixpence.payrun.roster import Listed
from sixpence.people.shown import missing_in_words


@dataclass(frozen=True, slots=True)
class Want:
    """`stops_pay` says that they cannot be paid without it."""

    what: str
    effect: str
    stops_pay: bool


def in_short(listed: Listed, lack: Lack | None) -> Iterator[Want]:
    """The same for the list, where there is less room: what is assumed is named, and not reasoned."""
    for want in wants(lack):
        if want.what not in (lack.assumptions if lack else ()):
            yield want
    if lack and lack.assumptions:
        assumed = ", ".join(missing_in_words(name) for name in listed.assumed)
        effects = (want.effect for want in wants(lack) if want.what == lack.assumptions[0])
        yield Want(f"Assumed: {assumed}" if assumed else lack.assumptions[0], next(effects, ""), stops_pay=False)


def wants(lack: Lack | None) -> Iterator[Want]:
    """Nothing of somebody who lacks nothing."""
    if lack is None:
        return
    if lack.missing:
        missing = ", ".join(missing_in_words(name) for name in lack.missing)
        waits = f"{pounds(lack.waits_pence)} of gross pay waits." if lack.waits_pence else "They cannot be paid."
        yield Want(f"Missing: {missing}", waits, stops_pay=True)
    for place, assumption in enumerate(lack.assumptions):
        more = ""
        if place == 0 and lack.standard_tax_code and lack.tax_more_pence:
            how_much = "more" if lack.tax_more_pence > 0 else "less"
            more = f"Income tax is {pounds(abs(lack.tax_more_pence))} {how_much} than on {lack.standard_tax_code}."
        yield Want(assumption, more, stops_pay=False)
    if lack.by_hand_pence:
        yield Want(
            "No bank account is known.", f"{pounds(lack.by_hand_pence)} is to be paid another way.", stops_pay=False
        )
