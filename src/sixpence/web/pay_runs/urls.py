"""/<company>/pay-runs/"""

from django.urls import path

from sixpence.web.pay_runs import acting, person, table, views

app_name = "pay_runs"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:run_key>/", views.run, name="run"),
    path("<slug:run_key>/calculate/", acting.calculate, name="calculate"),
    path("<slug:run_key>/checks/", views.checks, name="checks"),
    path("<slug:run_key>/variance/", views.variance, name="variance"),
    path("<slug:run_key>/approve/", acting.approve, name="approve"),
    path("<slug:run_key>/people/<str:employee_id>/", person.person, name="person"),
    path("<slug:run_key>/people/<str:employee_id>/lines/", person.add_line, name="add_line"),
    path("<slug:run_key>/people/<str:employee_id>/lines/typed/", table.type_line, name="type_line"),
    path("<slug:run_key>/people/<str:employee_id>/lines/<int:number>/", person.change_line, name="change_line"),
    path("<slug:run_key>/people/<str:employee_id>/lines/<int:number>/remove/", person.remove_line, name="remove_line"),
    path("<slug:run_key>/people/<str:employee_id>/payslip.pdf", person.payslip, name="payslip"),
]
