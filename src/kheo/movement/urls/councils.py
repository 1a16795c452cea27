"""The council of a programme: the office's page, the members' sheets, results, appeals, papers."""

from django.urls import path

from kheo.movement.views import appeals, ballots, council_papers, councils, meetings

BASE = "<place:place>/hoi-dong/<slug:programme>/"

urlpatterns = [
    path(BASE, councils.council, name="council"),
    path(f"{BASE}cach-lam/", councils.settings, name="council_settings"),
    path(f"{BASE}thanh-vien/", councils.seat, name="council_seat"),
    path(f"{BASE}thanh-vien/<number:pk>/bo/", councils.unseat, name="council_unseat"),
    path(f"{BASE}thanh-vien/<number:pk>/vang/", councils.absence, name="council_absence"),
    path(f"{BASE}ho-so/", councils.bring, name="council_bring"),
    path(f"{BASE}ho-so/<number:pk>/", meetings.result, name="council_result"),
    path(f"{BASE}ho-so/<number:pk>/rut/", councils.take_out, name="council_take_out"),
    path(f"{BASE}ho-so/<number:pk>/giao-them/", meetings.give, name="council_give"),
    path(f"{BASE}ho-so/<number:pk>/thong-nhat/", meetings.agree, name="council_agree"),
    path(f"{BASE}ho-so/<number:pk>/khoa-lai/", appeals.count, name="council_count_again"),
    path(f"{BASE}bat-dau/", councils.begin, name="council_begin"),
    path(f"{BASE}khoa-diem/", meetings.close, name="council_close"),
    path(f"{BASE}hop/", meetings.meeting, name="council_meeting"),
    path(f"{BASE}thu-tu/", meetings.tie, name="council_tie"),
    path(f"{BASE}bieu-quyet/", meetings.votes, name="council_votes"),
    path(f"{BASE}cong-bo/", meetings.published, name="council_publish"),
    path(f"{BASE}cham/", ballots.own, name="council_own"),
    path(f"{BASE}cham/<number:pk>/", ballots.ballot, name="ballot"),
    path(f"{BASE}cham/<number:pk>/luu/", ballots.keep, name="ballot_keep"),
    path(f"{BASE}cham/<number:pk>/khong-cham/", ballots.declare, name="ballot_declare"),
    path(f"{BASE}cham/<number:pk>/phieu/<paper:ending>/", council_papers.sheet, name="ballot_paper"),
    path(f"{BASE}giay/<slug:kind>/<paper:ending>/", council_papers.paper, name="council_paper"),
    path(f"{BASE}kien-nghi/<number:pk>/tra-loi/", appeals.answer, name="appeal_answer"),
    path("<place:place>/kien-nghi-diem/<number:pk>/", appeals.appeal, name="appeal"),
]
