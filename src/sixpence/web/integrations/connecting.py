"""Connecting to an HR system."""

from pathlib import Path
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sixpence.actions.connections import Connected, connect, connect_spreadsheet
from sixpence.actions.hr_sources import PERSONIO, SPREADSHEET
from sixpence.actions.integrations import PEOPLE
from sixpence.actions.permissions import Right
from sixpence.hr.mapping import label_of
from sixpence.hr.sources.personio import Credentials
from sixpence.hr.sources.personio.access import PERSONIO as PERSONIO_ADDRESS
from sixpence.store.connections import find_connection
from sixpence.web.access import CompanyRequest, company_page
from sixpence.web.forms import refusals_in
from sixpence.web.integrations.uploads import forget_uploads, kept_upload

_LARGEST_FILE = 10 * 1024 * 1024
_ENDINGS = (".csv", ".xlsx")


class PersonioForm(forms.Form):
    """The secret can be written and never read: the field is always empty."""

    client_id = forms.CharField(label="Client ID", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    client_secret = forms.CharField(
        label="Client Secret", widget=forms.PasswordInput(attrs={"autocomplete": "off"}), help_text="Kept encrypted."
    )
    address = forms.URLField(
        label="Address of Personio's API",
        initial=PERSONIO_ADDRESS,
        assume_scheme="https",
        help_text="Change it only to try Sixpence against a stand-in on this machine.",
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).rstrip("/")
        parts = urlsplit(address)
        # Whoever maps fields must not be able to make the server knock at other doors of its network.
        if parts.hostname in ("localhost", "127.0.0.1") or (
            parts.scheme == "https" and (parts.hostname or "").endswith((".personio.de", ".personio.com"))
        ):
            return address
        raise forms.ValidationError("Personio is at https://api.personio.de; a stand-in is at 127.0.0.1.")


class SpreadsheetForm(forms.Form):
    file = forms.FileField(label="Spreadsheet", help_text="CSV or XLSX with a heading over each column, up to 10 MB.")

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower() not in _ENDINGS:
            raise forms.ValidationError("Its name ends in neither .csv nor .xlsx: save it as one of the two.")
        if (file.size or 0) > _LARGEST_FILE:
            raise forms.ValidationError("It is larger than 10 MB: take out what is not about people.")
        return file


@company_page(Right.CONNECT, acts=Right.CONNECT)
def personio(request: CompanyRequest) -> HttpResponse:
    kept = find_connection(request.employer)
    begin = {"client_id": kept.client_id, "address": kept.base_url} if kept and kept.source == PERSONIO else None
    form = PersonioForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form):
            done = connect(
                request.employer,
                Credentials(given["client_id"].strip(), given["client_secret"].strip()),
                given["address"],
                instead=_instead(request),
                actor=request.actor,
                at=request.at,
            )
            forget_uploads(request.member.slug)
            return _connected(request, done)
    context = {"form": form, "kept": kept, "other": kept is not None and kept.source != PERSONIO}
    return render(request, "integrations/personio.html", context | {"transferred": PEOPLE})


@company_page(Right.CONNECT, acts=Right.CONNECT)
def spreadsheet(request: CompanyRequest) -> HttpResponse:
    kept = find_connection(request.employer)
    form = SpreadsheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            with kept_upload(request.member.slug, form.cleaned_data["file"]) as file:
                done = connect_spreadsheet(
                    request.employer, file, instead=_instead(request), actor=request.actor, at=request.at
                )
            return _connected(request, done)
    context = {"form": form, "kept": kept, "other": kept is not None and kept.source != SPREADSHEET}
    return render(request, "integrations/spreadsheet.html", context)


def _connected(request: CompanyRequest, done: Connected) -> HttpResponse:
    """To the mapping, with what could not be had, right by right and field by field."""
    messages.success(request, f"Connected. {len(done.mapping.lines)} fields are mapped: look them through.")
    for each in done.lacking:
        messages.warning(request, f"Sixpence may not read {each.what} (right: {each.right}); {each.instead}.")
    if done.not_shown:
        labels = ", ".join(map(label_of, done.not_shown))
        messages.warning(request, f"Not shown to Sixpence: {labels}. Tick them under Readable employee attributes.")
    return redirect("integrations:mapping", company=request.member.slug)


def _instead(request: CompanyRequest) -> bool:
    return "instead" in request.POST
