"""/<company>/payments/"""

from django.urls import path

from sixpence.web.payments import views

app_name = "payments"
urlpatterns = [
    path("", views.index, name="index"),
    path("bank-file/<str:run_key>/<int:version>/", views.bank_file, name="bank-file"),
]
