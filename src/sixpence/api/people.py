"""People on payroll, and what each lacks."""

from typing import Annotated

from ninja import Path, Router

from sixpence.actions.a_person import person_file
from sixpence.actions.people import people_page
from sixpence.actions.permissions import Right
from sixpence.api.access import Call, require
from sixpence.api.answers import reads
from sixpence.api.shapes import Fact, OnePerson, Page, PeopleList, Person, Sought
from sixpence.payrun.roster import Wanted

router = Router(tags=["People"])
_A_PAGE = 200


@router.get("/people", response=reads(PeopleList))
def people(
    request: Call, words: Sought = "", department: Sought = "", lacking: bool = False, page: Page = 1
) -> PeopleList:
    """Whoever is or was employed, 200 to a page; `lacking` are those without a fact that pay needs."""
    require(request, Right.SEE)
    wanted = Wanted(words=words, department=department, lacking=lacking, page=page, a_page=_A_PAGE)
    found = people_page(request.employer, wanted, today=request.at.date()).roster
    return PeopleList(
        people=[
            Person(
                employee_id=line.person.employee_id,
                name=line.person.name,
                stage=line.stage.value,
                missing=list(line.missing),
                assumed=list(line.assumed),
                paid_by_hand=line.by_hand,
            )
            for line in found.lines
        ],
        count=found.found,
        page=found.page,
    )


@router.get("/people/{employee_id}", response=reads(OnePerson))
def one_person(request: Call, employee_id: Annotated[str, Path(max_length=100, pattern=r"^[^\x00]+$")]) -> OnePerson:
    """What is known of one person, and since when; private values are masked."""
    require(request, Right.SEE)
    found = person_file(request.employer, employee_id, today=request.at.date())
    return OnePerson(
        employee_id=employee_id,
        facts=[
            Fact(field=known.field, value=known.shown, since=known.told.fact.effective_from if known.told else None)
            for section in found.sections
            for known in section.known
        ],
    )
