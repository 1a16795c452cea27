from django.urls import path

from kheo.desk import views
from kheo.organisation import converters as converters

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", views.start, name="start"),
    path("<place:place>/ban-lam-viec/", views.desk, name="desk"),
]
