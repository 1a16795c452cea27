from django.urls import URLPattern, path

from kheo.democracy.views import ballots

ONE = "<place:place>/dan-chu/quan-ly/phat-phieu/<number:pk>/"

urlpatterns: list[URLPattern] = [
    path(ONE, ballots.ballot_round, name="ballot_round"),
    path(f"{ONE}ke-hoach/", ballots.plan, name="ballot_plan"),
    path(f"{ONE}ke-hoach.<paper:ending>", ballots.plan_file, name="ballot_plan_file"),
    path(f"{ONE}gui/", ballots.send, name="ballot_send"),
    path(f"{ONE}mo/", ballots.opening, name="ballot_open"),
    path(f"{ONE}phieu.pdf", ballots.ballots, name="ballots_pdf"),
    path(f"{ONE}danh-sach/", ballots.sheets, name="ballot_list"),
    path(f"{ONE}danh-sach.<paper:ending>", ballots.list_file, name="ballot_list_file"),
    path(f"{ONE}kiem-phieu/", ballots.count, name="ballot_count"),
    path(f"{ONE}bien-ban.<paper:ending>", ballots.count_file, name="ballot_count_file"),
]
