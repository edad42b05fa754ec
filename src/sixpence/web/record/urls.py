"""/<company>/log/"""

from django.urls import path

from sixpence.web.record import views

app_name = "record"
urlpatterns = [path("", views.index, name="index"), path("check/", views.check, name="check")]
