"""/<company>/people/. An employee's number is any text, so it comes last."""

from django.urls import path

from sixpence.web.people import entering, views

app_name = "people"
urlpatterns = [
    path("", views.index, name="index"),
    path("person/<path:employee_id>/", views.person, name="person"),
    path("payments/<path:employee_id>/", views.payments, name="payments"),
    path("deductions/<path:employee_id>/", views.deductions, name="deductions"),
    path("history/<path:employee_id>/", views.history, name="history"),
    path("reveal/<path:employee_id>/", views.reveal_section, name="reveal"),
    path("correct/<str:field>/<path:employee_id>/", views.correct, name="correct"),
    path("enter/<str:kind>/<path:employee_id>/", entering.enter, name="enter"),
    path("change/<str:kind>/<int:number>/<path:employee_id>/", entering.change, name="change"),
    path("take-back/<str:kind>/<int:number>/<path:employee_id>/", entering.take_back, name="take_back"),
    path("payslip/<str:run_key>/<path:employee_id>/", views.payslip, name="payslip"),
]
