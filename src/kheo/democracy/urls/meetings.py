from django.urls import URLPattern, path

import kheo.organisation.converters  # noqa: F401  registers «place», «number»
from kheo.democracy.views import attendance, meeting_papers, meetings

MEETING = "<place:place>/dan-chu/quan-ly/hop/<number:pk>/"

urlpatterns: list[URLPattern] = [
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}to-chuc/", meetings.arrange, name="meeting_arrange"),
    path(f"{MEETING}thong-bao/", meetings.tell, name="meeting_tell"),
    path(f"{MEETING}khai-mac/", meetings.start, name="meeting_start"),
    path(f"{MEETING}diem-danh/", attendance.attendance, name="attendance"),
    path(f"{MEETING}diem-danh/ghi/", attendance.mark, name="attendance_mark"),
    path(f"{MEETING}diem-danh/danh-sach/", attendance.mark_list, name="attendance_list"),
    path(f"{MEETING}thu-ky/", meetings.order, name="meeting_order"),
    path(f"{MEETING}ket-qua/", meetings.close, name="meeting_close"),
    path(f"{MEETING}khong-du/", meetings.fail, name="meeting_fail"),
    path(f"{MEETING}thong-bao.<paper:ending>", meeting_papers.notice, name="notice_paper"),
    path(f"{MEETING}danh-sach.<paper:ending>", meeting_papers.attendance, name="attendance_paper"),
    path(f"{MEETING}bien-ban.<paper:ending>", meeting_papers.minutes, name="minutes_paper"),
    path(f"{MEETING}kiem-phieu.<paper:ending>", meeting_papers.counting, name="counting_paper"),
]
