"""Addresses of comments, counted hands and topics."""

from django.urls import path

from kheo.democracy.views import comments

_ONE = "<place:place>/dan-chu/quan-ly/gop-y/<number:pk>/"
_STAFF = "<place:place>/dan-chu/quan-ly/"

urlpatterns = [
    path(f"{_ONE}nhap/", comments.comment_enter, name="comment_enter"),
    path(f"{_ONE}so-dem/", comments.tally_new, name="tally_new"),
    path(f"{_ONE}cac-y-kien/", comments.comments, name="comments"),
    path(f"{_ONE}nhom/", comments.topic_new, name="topic_new"),
    path(f"{_STAFF}so-dem/<number:pk>/ghi-lai/", comments.tally_correct, name="tally_correct"),
    path(f"{_STAFF}mot-y-kien/<number:pk>/", comments.comment, name="comment"),
    path(f"{_STAFF}nhom-y-kien/<number:pk>/sua/", comments.topic_edit, name="topic_edit"),
    path(f"{_STAFF}nhom-y-kien/<number:pk>/tra-loi/", comments.topic_answer, name="topic_answer"),
]
