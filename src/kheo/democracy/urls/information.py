"""Asking for information that should be public, and the office's answers."""

from django.urls import path

from kheo.democracy.views import information, public_information

CODES = "<place:place>/dan-chu/yeu-cau/"
OFFICE = "<place:place>/dan-chu/quan-ly/yeu-cau-thong-tin/"
ONE = f"{OFFICE}<number:pk>/"

urlpatterns = [
    path("<place:place>/dan-chu/hoi-thong-tin/", public_information.information_ask, name="information_ask"),
    path(CODES, public_information.information_code, name="information_code"),
    path(f"{CODES}<slug:code>/", public_information.own_information, name="own_information"),
    path(f"{CODES}<slug:code>/tep/", public_information.own_information_file, name="own_information_file"),
    path(OFFICE, information.information_list, name="information_list"),
    path(f"{OFFICE}ghi/", information.information_new, name="information_new"),
    path(ONE, information.information_request, name="information_request"),
    path(f"{ONE}tep/", information.information_file, name="information_file"),
]
