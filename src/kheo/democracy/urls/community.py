from django.urls import path

from kheo.democracy.views import community

MEETING = "<place:place>/hoi-nghi-cong-dong/<number:pk>/"

urlpatterns = [
    path("<place:place>/hoi-nghi-cong-dong/", community.community_meetings, name="community_meetings"),
    path("<place:place>/hoi-nghi-cong-dong/lap/", community.community_plan, name="community_plan"),
    path(MEETING, community.community_meeting, name="community_meeting"),
    path(f"{MEETING}sua/", community.community_edit, name="community_edit"),
    path(f"{MEETING}gui-ke-hoach/", community.community_send_plan, name="community_send_plan"),
    path(f"{MEETING}bao/", community.community_notice, name="community_notice"),
    path(f"{MEETING}bao-cao/<slug:by>/", community.community_report, name="community_report"),
    path(f"{MEETING}da-hop/", community.community_hold, name="community_hold"),
    path(f"{MEETING}y-kien/", community.community_question, name="community_question"),
    path(f"{MEETING}ket-luan/", community.community_conclude, name="community_conclude"),
    path(f"{MEETING}ket-luan/<number:conclusion>/giao/", community.community_task, name="community_task"),
    path(f"{MEETING}bao-cao-ket-qua/", community.community_send_result, name="community_send_result"),
    path(f"{MEETING}<slug:name>.<slug:ending>", community.community_paper, name="community_paper"),
]
