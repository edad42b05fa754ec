"""/<company>/home/"""

from django.urls import path

from sixpence.web.home import views

app_name = "home"
urlpatterns = [path("", views.index, name="index")]
