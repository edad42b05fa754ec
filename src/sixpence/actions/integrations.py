"""The HR systems that can be connected, as in a marketplace, and how the one that is connected fares."""

from dataclasses import dataclass
from datetime import datetime

from sixpence.actions.hr_sources import PERSONIO, SPREADSHEET, called
from sixpence.actions.review import change_sets_to_review
from sixpence.actions.sync_log import sync_history
from sixpence.hr.review import Kind
from sixpence.store import transaction
from sixpence.store.change_sets import facts_by_hand, policy_of, supersede_waiting
from sixpence.store.connections import connection, find_connection, last_reading, remove_connection, takes_calls
from sixpence.store.events import record
from sixpence.store.syncs import Sync


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """How a connected source fares. Neither secret nor token can be looked at again."""

    address: str  # Personio's, or the place of the spreadsheet
    client_id: str
    paused: bool
    takes_calls: bool  # Personio calls when somebody has changed
    last: Sync | None  # the newest sync that is over, however it ended
    under_way: Sync | None
    read_whole_at: datetime | None  # the last time everybody was read
    to_review: tuple[int, ...]  # change sets in which something waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """One HR system of the list. `connection` is None where it is not connected; an employer has one that is."""

    source: str
    title: str
    called: str  # in a sentence
    about: str
    transferred: tuple[str, ...]
    never: tuple[str, ...]  # what is not read, or not done
    steps: tuple[str, ...]  # to take there before it can be connected here
    connection: Connection | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resuming:
    """What taking syncing up again will do, as far as it can be said without reading: a sync begins, and what it finds
    waits for review."""

    by_hand: int  # facts entered here, which stay whatever HR says until somebody takes HR's value
    counts_at_once: tuple[Kind, ...]  # kinds that the policy lets through without a look
    read_whole_at: datetime | None


# What is transferred, from whichever source.
PEOPLE = (
    "Names, dates of birth, gender, home addresses and e-mail addresses",
    "Job titles, departments, dates of hiring and leaving, weekly hours",
    "Salaries and hourly rates, with the day each begins",
    "Tax codes, National Insurance numbers and categories, student loans",
    "Sort codes, account numbers and names of accounts",
    "Pension schemes and percentages, and whatever else you map",
)
_NOT_READ = ("Bonuses, absences and documents are not read",)
_TITLES = {PERSONIO: "Personio", SPREADSHEET: "A spreadsheet (CSV or XLSX)"}
_ABOUT: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    PERSONIO: (
        "People from Personio, reviewed in money before they count.",
        ("Nothing is ever sent to Personio but a sign-in", *_NOT_READ),
        (
            "In Personio, open Marketplace, search for the integration and open it",
            "Choose Connect, then Generate new API credentials",
            "Copy the Client ID and the Client Secret; the secret is shown once",
            "Choose Go to website, and paste both here",
        ),
    ),
    SPREADSHEET: (
        "People from a CSV or XLSX file, for a company without an HR system.",
        ("The file is only read", *_NOT_READ),
        ("One row a person, the first row naming the columns, an employee id in every row",),
    ),
}


def integrations(employer: str) -> tuple[Integration, ...]:
    """Every source there is, the connected one with how it fares."""
    kept = find_connection(employer)
    return tuple(
        Integration(
            source=source,
            title=_TITLES[source],
            called=called(source),
            about=about,
            transferred=PEOPLE,
            never=never,
            steps=steps,
            connection=_fares(employer) if kept is not None and kept.source == source else None,
        )
        for source, (about, never, steps) in _ABOUT.items()
    )


def disconnect(employer: str, *, actor: str, at: datetime) -> None:
    """Forget the connection with its credentials, mapping and conditions. People and the log stay; what waits for
    review is superseded."""
    with transaction():
        kept = connection(employer)
        supersede_waiting(employer, kept.source)
        remove_connection(employer)
        record(kind="HR disconnected", subject=employer, detail={"source": kept.source}, actor=actor, at=at)


def what_resuming_does(employer: str) -> Resuming:
    """For whoever is about to resume syncing; at once, in a company of any size."""
    return Resuming(
        by_hand=len(facts_by_hand(employer)),
        counts_at_once=tuple(sorted(policy_of(employer).trusted)),
        read_whole_at=last_reading(employer).whole_at,
    )


def _fares(employer: str) -> Connection:
    kept, history = connection(employer), sync_history(employer, most=2)
    return Connection(
        address=kept.base_url,
        client_id=kept.client_id,
        paused=policy_of(employer).paused,
        takes_calls=takes_calls(employer),
        last=next((each for each in history if each.ended_at is not None), None),
        under_way=next((each for each in history if each.ended_at is None), None),
        read_whole_at=last_reading(employer).whole_at,
        to_review=tuple(change_sets_to_review(employer)),
    )
