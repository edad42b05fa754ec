"""/<company>/review/"""

from django.urls import path

from sixpence.web.review import views

app_name = "review"
urlpatterns = [
    path("", views.index, name="index"),
    path("policy/", views.policy, name="policy"),
    path("<int:number>/", views.one, name="one"),
    path("<int:number>/money/", views.money, name="money"),
    path("<int:number>/fields/", views.fields, name="fields"),
    path("<int:number>/decide/", views.decide_on, name="decide"),
]
