from django.urls import URLPattern, path

import kheo.organisation.converters  # noqa: F401  registers «place», «number»
from kheo.democracy.views import attendance, clusters, meeting_papers, meetings

MEETING = "<place:place>/dan-chu/quan-ly/hop/<number:pk>/"
CLUSTER = "<place:place>/dan-chu/quan-ly/cum/<number:pk>/"
IN_CLUSTER = {"in_cluster": True}

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
    path(f"{MEETING}tong-hop/", clusters.add_up, name="meeting_add_up"),
    path(CLUSTER, clusters.cluster, name="cluster"),
    path(f"{CLUSTER}diem-danh/", attendance.attendance, IN_CLUSTER, name="cluster_attendance"),
    path(f"{CLUSTER}diem-danh/ghi/", attendance.mark, IN_CLUSTER, name="cluster_attendance_mark"),
    path(f"{CLUSTER}diem-danh/danh-sach/", attendance.mark_list, IN_CLUSTER, name="cluster_attendance_list"),
    path(f"{CLUSTER}thu-ky/", clusters.order, name="cluster_order"),
    path(f"{CLUSTER}ket-qua/", clusters.count, name="cluster_count"),
    path(f"{CLUSTER}doi/", clusters.move, name="cluster_move"),
    path(f"{CLUSTER}mo-lai/", clusters.reopen, name="cluster_reopen"),
    path(f"{CLUSTER}danh-sach.<paper:ending>", meeting_papers.attendance, IN_CLUSTER, name="cluster_attendance_paper"),
    path(f"{CLUSTER}bien-ban.<paper:ending>", meeting_papers.minutes, IN_CLUSTER, name="cluster_minutes_paper"),
    path(f"{CLUSTER}kiem-phieu.<paper:ending>", meeting_papers.counting, IN_CLUSTER, name="cluster_counting_paper"),
]
