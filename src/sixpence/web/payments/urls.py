"""/<company>/payments/"""

from django.urls import path

from sixpence.web.payments import views

app_name = "payments"
urlpatterns = [
    path("", views.index, name="index"),
    path("made/<str:payee>/<str:period>/", views.mark, name="mark"),
    path("taken-back/<int:number>/", views.take_back, name="take_back"),
    path("bank-file/<str:run_key>/<int:version>/", views.bank_file, name="bank-file"),
]
