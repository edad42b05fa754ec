"""Addresses: the entrance, allauth's pages under /accounts/, and each company's rooms under its own name."""

from django.urls import include, path

from sixpence.web import (
    hooks,
    signed_in,  # noqa: F401  # its receivers write the log
)
from sixpence.web.entrance import views as entrance
from sixpence.web.rooms import ROOMS
from sixpence.web.shell import healthy

urlpatterns = [
    path("", entrance.front, name="front"),
    path("healthz", healthy, name="healthy"),
    path("hooks/personio/<slug:company>", hooks.personio, name="hook-personio"),
    path("setup/", entrance.setup, name="setup"),
    path("companies/", entrance.companies, name="companies"),
    path("companies/new/", entrance.new_company, name="new-company"),
    path("invitation/<str:token>/", entrance.invitation_page, name="invitation"),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("sixpence.api.urls")),
    *(path(f"<slug:company>/{room.path}", include(f"sixpence.web.{room.name}.urls")) for room in ROOMS),
    path("<slug:company>/", entrance.company_front, name="company-front"),
]
handler404 = "sixpence.web.shell.not_found"
handler500 = "sixpence.web.shell.failed"
