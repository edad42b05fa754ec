"""/<company>/company/"""

from django.urls import path

from sixpence.web.company import tokens, views

app_name = "company"
urlpatterns = [
    path("", views.index, name="index"),
    path("second-person/", views.second_person, name="second-person"),
    path("team/", views.team, name="team"),
    path("team/invite/", views.invite_page, name="invite"),
    path("team/take-back/", views.take_back, name="take-back"),
    path("team/role/", views.role, name="role"),
    path("team/remove/", views.remove, name="remove"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/end/", tokens.end, name="end-token"),
]
