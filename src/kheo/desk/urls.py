from django.urls import path

from kheo.desk.views import acts, desk
from kheo.organisation import converters as converters

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", desk.start, name="start"),
    path("<place:place>/ban-lam-viec/", desk.desk, name="desk"),
    path("<place:place>/ban-lam-viec/nhiem-vu/<number:pk>/", acts.accept_task, name="accept_task"),
    path("<place:place>/ban-lam-viec/giay-moi/<number:pk>/", acts.answer_yes, name="answer_yes"),
]
