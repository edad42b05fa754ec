"""The list's filters, and a correction of one fact."""

from typing import Any

from django import forms
from django.http import QueryDict

from sixpence.basics.money import plain_pounds
from sixpence.payrun.roster import Sort, Stage, Wanted
from sixpence.people.fields import ENDED, FIELDS, SALARY_INTERVALS
from sixpence.people.shown import CHOICES, DAYS
from sixpence.web.forms import DayField, PoundsField

STAGES = ((Stage.EMPLOYED.value, "Employed"), (Stage.STARTING.value, "Starting"), (Stage.LEFT.value, "Left"))


def wanted(query: QueryDict) -> Wanted:
    """What the address asks for; what it asks wrongly, it does not ask."""
    sort = query.get("sort", "")
    page = query.get("page", "1")
    stage = query.get("stage", "")
    return Wanted(
        words=query.get("q", "")[:100],
        stage=Stage(stage) if stage in set(Stage) else None,
        department=query.get("department", ""),
        lacking="lacking" in query,
        sort=Sort(sort.removeprefix("-")) if sort.removeprefix("-") in set(Sort) else Sort.NAME,
        descending=sort.startswith("-"),
        page=int(page) if page.isdecimal() and len(page) < 8 else 1,
    )


class CorrectionForm(forms.Form):
    """A fact's new value and the day from which it is so. A private value is not filled in: it is typed anew."""

    def __init__(self, field: str, known: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = FIELDS[field]
        shown = "" if kind.private else known
        if field == "salary":
            pence, _, interval = shown.partition(" ")
            self.fields["value"] = PoundsField(
                label="Amount in pounds", required=False, initial=int(pence) if pence else None
            )
            self.fields["interval"] = forms.ChoiceField(
                label="Paid", choices=[(each, each) for each in SALARY_INTERVALS], initial=interval or "monthly"
            )
        elif field in CHOICES:
            self.fields["value"] = forms.ChoiceField(label=kind.label, choices=CHOICES[field].items(), initial=shown)
        elif field in DAYS:
            self.fields["value"] = DayField(label=kind.label, required=False, initial=shown)
        elif field == "hourly_rate":
            self.fields["value"] = PoundsField(
                label="Pounds an hour", required=False, initial=int(shown) if shown else None
            )
        else:
            self.fields["value"] = forms.CharField(label=kind.label, required=False, initial=shown)
        if kind.can_end:
            self.fields["ended"] = forms.BooleanField(
                label=f"There is no {kind.label.lower()} any more", required=False
            )
        self.fields["day"] = DayField(label="From")
        self.fields["value"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("ended") and not given.get("value") and "value" not in self.errors:
            self.add_error("value", "Say what it is: a fact cannot become nothing.")
        return given

    @property
    def text(self) -> str:
        """As `set_by_hand` takes it."""
        given = self.cleaned_data
        if given.get("ended"):
            return ENDED
        value = given["value"]
        text = plain_pounds(value) if isinstance(value, int) else str(value).strip()
        return f"{text} {given['interval']}" if "interval" in given else text
