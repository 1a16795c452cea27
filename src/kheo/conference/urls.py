from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place»
from kheo.conference.views import ceremony, stage

app_name = "conference"

CONFERENCE = "<place:place>/hoi-nghi/<number:pk>/"

urlpatterns = [
    path(f"{CONFERENCE}trao-tang/", ceremony.ceremony, name="ceremony"),
    path(f"{CONFERENCE}trao-tang/lap/", ceremony.build, name="build_ceremony"),
    path(f"{CONFERENCE}trao-tang/nhom/<number:group>/", ceremony.group, name="award_group"),
    path(f"{CONFERENCE}trao-tang/nhom/<number:group>/doi-cho/", ceremony.move, name="move_group"),
    path(f"{CONFERENCE}trao-tang/ten/<number:award>/", ceremony.receiver, name="receiver"),
    path(f"{CONFERENCE}kich-ban/", ceremony.script, name="script"),
    path(f"{CONFERENCE}kich-ban.pdf", ceremony.pdf, name="script_pdf"),
    path(f"{CONFERENCE}kich-ban.docx", ceremony.docx, name="script_docx"),
    path(f"{CONFERENCE}dieu-khien/", stage.operate, name="operate"),
    path(f"{CONFERENCE}dieu-khien/buoc/", stage.state, name="stage_state"),
    path(f"{CONFERENCE}dieu-khien/goi/", stage.call, name="call_award"),
    path(f"{CONFERENCE}dieu-khien/che/", stage.cover, name="cover_stage"),
    path(f"{CONFERENCE}man-hinh/", stage.screen, name="screen"),
    path(f"{CONFERENCE}man-hinh/hien/", stage.shown, name="screen_shown"),
]
