"""The API as a whole. The token decides whose company it is about."""

from ninja import NinjaAPI

from sixpence.api import company, entries, hr, payments, people, reports, runs
from sixpence.api.access import PerToken, Token
from sixpence.api.answers import answer_problems

api = NinjaAPI(
    title="Sixpence",
    version="1",
    description="UK payroll: people from HR, pay runs, papers, reports. Amounts are whole pence.",
    urls_namespace="api",
    docs_url=None,  # its page takes scripts from elsewhere, which the content security policy forbids
    openapi_url="/openapi.json",
)
for each in (company, people, entries, hr, runs, payments, reports):
    api.add_router("", each.router, auth=Token(), throttle=PerToken("600/m"))
answer_problems(api)
