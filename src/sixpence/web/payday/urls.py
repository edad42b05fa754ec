"""/<company>/payday/"""

from django.urls import path

from sixpence.web.payday import acts, views

app_name = "payday"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("outbox/", views.outbox, name="outbox"),
    path("<str:run_key>/", views.index, name="index"),
    path("<str:run_key>/versions/", views.versions, name="versions"),
    path("<str:run_key>/start/", acts.start, name="start"),
    path("<str:run_key>/left/", acts.left, name="left"),
    path("<str:run_key>/not-left/<int:version>/<str:kind>/", acts.not_left, name="not_left"),
    path("<str:run_key>/close/", acts.close, name="close"),
    path("<str:run_key>/reopen/", acts.reopen, name="reopen"),
    path("<str:run_key>/take/", acts.take, name="take"),
    path("<str:run_key>/<int:version>/payslips/<str:employee_id>/", views.payslip, name="payslip"),
]
