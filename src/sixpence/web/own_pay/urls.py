"""/<company>/own-pay/"""

from django.urls import path

from sixpence.web.own_pay import views

app_name = "own_pay"
urlpatterns = [
    path("", views.index, name="index"),
    path("change/<str:run_key>/", views.change, name="change"),
    path("payslip/<str:run_key>.pdf", views.payslip, name="payslip"),
    path("details/", views.details, name="details"),
    path("checklist/", views.checklist, name="checklist"),
]
