from django.urls import URLPattern, path

from kheo.democracy.views import online, polls, voting

ONE = "<place:place>/dan-chu/quan-ly/truc-tuyen/<number:pk>/"

urlpatterns: list[URLPattern] = [
    path("<place:place>/dan-chu/quan-ly/bieu-quyet/", polls.polls, name="polls"),
    path("<place:place>/dan-chu/bieu-quyet/<number:pk>/", polls.poll, name="poll"),
    path("<place:place>/dan-chu/bieu-quyet/<number:pk>/hop-phieu.txt", polls.box, name="poll_box"),
    path(ONE, online.online_round, name="online_round"),
    path(f"{ONE}dieu-kien/", online.prepare, name="online_prepare"),
    path(f"{ONE}minh-chung/", online.proof, name="online_proof"),
    path(f"{ONE}mo/", online.opening, name="online_open"),
    path(f"{ONE}in-phieu/", online.slips, name="online_slips"),
    path(f"{ONE}bat-dau/", online.begin, name="online_start"),
    path(f"{ONE}cap-lai/", online.reissue, name="online_reissue"),
    path(f"{ONE}dong/", online.close, name="online_close"),
    path(f"{ONE}bien-ban.<paper:ending>", online.minutes, name="online_minutes"),
    path("<place:place>/bieu-quyet/", voting.start, name="vote_start"),
    path("<place:place>/bieu-quyet/gui/", voting.send, name="vote_send"),
    path("<place:place>/bieu-quyet/da-ghi/", voting.done, name="vote_done"),
    path("<place:place>/bieu-quyet/<str:code>/", voting.vote, name="vote"),
]
