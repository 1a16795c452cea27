"""What is said of one registration in the course of the year."""

from django.urls import path

from kheo.movement.views import aims, check_ins, timeline

urlpatterns = [
    path("<place:place>/ho-so/<number:pk>/bao-tin/", check_ins.check_in_new, name="check_in"),
    path("<place:place>/ho-so/<number:pk>/bao-tin/<number:check_in>/", check_ins.check_in_edit, name="check_in_edit"),
    path("<place:place>/ho-so/<number:pk>/muc-tieu/", aims.aims, name="aims"),
    path("<place:place>/ho-so/<number:pk>/muc-tieu/<number:aim>/", aims.aim_edit, name="aim_edit"),
    path("<place:place>/ho-so/<number:pk>/dien-bien/", timeline.course, name="course"),
    path("<place:place>/ho-so/<number:pk>/doc-so/", check_ins.read_back, name="read_value"),
]
