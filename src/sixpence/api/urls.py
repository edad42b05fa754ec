"""/api/v1/"""

from django.urls import path

from sixpence.api.app import api

urlpatterns = [path("", api.urls)]
