"""/<company>/pensions/"""

from django.urls import path

from sixpence.web.pensions import views

app_name = "pensions"
urlpatterns = [path("", views.index, name="index")]
