"""Registration forms, from the first word to the office's answer."""

from django.urls import path

from kheo.movement.views import submission_decisions, submissions

FORM = "<place:place>/phieu/<number:pk>/"

urlpatterns = [
    path("<place:place>/phieu/", submissions.own_submissions, name="submissions"),
    path(
        "<place:place>/chuong-trinh/<slug:programme>/phieu-dang-ky/",
        submission_decisions.submissions_inbox,
        name="submissions_inbox",
    ),
    path("<place:place>/chuong-trinh/<slug:programme>/phieu-dang-ky/moi/", submissions.submission_new, name="submission_new"),
    path(FORM, submission_decisions.submission, name="submission"),
    path(f"{FORM}viet/", submissions.submission_edit, name="submission_edit"),
    path(f"{FORM}luu/", submissions.submission_save, name="submission_save"),
    path(f"{FORM}rut/", submissions.submission_withdraw, name="submission_withdraw"),
    path(f"{FORM}quyet/", submission_decisions.submission_decide, name="submission_decide"),
    path(f"{FORM}lan/<number:number>/", submission_decisions.submission_version, name="submission_version"),
]
