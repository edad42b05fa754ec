"""/<company>/hmrc/"""

from django.urls import path

from sixpence.web.hmrc import views

app_name = "hmrc"
urlpatterns = [
    path("", views.index, name="index"),
    path("claims/<str:tax_year>/", views.claims, name="claims"),
    path("fps/<str:run_key>/<int:version>/", views.fps, name="fps"),
]
