from django.urls import path

from kheo.democracy.views import board_plans, boards, watching

BOARD = "<place:place>/dan-chu/quan-ly/ban/<number:pk>/"
PLAN = "<place:place>/dan-chu/quan-ly/ke-hoach-ban/<number:pk>/"

urlpatterns = [
    path("<place:place>/dan-chu/giam-sat/", watching.supervision, name="supervision"),
    path("<place:place>/dan-chu/quan-ly/ban/", boards.boards, name="boards"),
    path("<place:place>/dan-chu/quan-ly/ban/cong-nhan/", boards.found, name="board_found"),
    path(BOARD, boards.board, name="board"),
    path(f"{BOARD}them-nguoi/", boards.member_new, name="member_new"),
    path("<place:place>/dan-chu/quan-ly/thanh-vien-ban/<number:pk>/thoi/", boards.member_leave, name="member_leave"),
    path("<place:place>/dan-chu/quan-ly/thanh-vien-ban/<number:pk>/vi-tri/", boards.member_reseat, name="member_reseat"),
    path(f"{BOARD}thong-bao/", boards.announce, name="board_announce"),
    path(f"{BOARD}bao-chu-dau-tu/", boards.owner_told, name="board_owner_told"),
    path(f"{BOARD}giai-the/", boards.dissolve, name="board_dissolve"),
    path(f"{BOARD}tep/", boards.board_file, name="board_file"),
    path(f"{BOARD}lap-ke-hoach/", board_plans.plan_new, name="board_plan_new"),
    path(PLAN, board_plans.plan, name="board_plan"),
    path(f"{PLAN}dieu-chinh/", board_plans.plan_change, name="board_plan_change"),
    path(f"{PLAN}ke-hoach.<paper:ending>", board_plans.plan_file, name="board_plan_file"),
    path(f"{BOARD}bao-cao/", board_plans.report, name="board_report"),
    path(f"{BOARD}bao-cao/gui/", board_plans.report_send, name="board_report_send"),
    path(f"{BOARD}bao-cao/du-thao.<paper:ending>", board_plans.report_file, name="board_report_file"),
    path(
        "<place:place>/dan-chu/quan-ly/bao-cao-ban/<number:pk>/bao-cao.<paper:ending>",
        board_plans.sent_file,
        name="board_report_sent",
    ),
]
