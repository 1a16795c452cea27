from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place»
from kheo.conference.views import ceremony, closing, conclusion, stage

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
    path(f"{CONFERENCE}ket-luan/", conclusion.conclusion, name="conclusion"),
    path(f"{CONFERENCE}ket-luan/ghi/", conclusion.points, name="points"),
    path(f"{CONFERENCE}ket-luan/diem/<number:point>/", conclusion.point, name="point"),
    path(f"{CONFERENCE}be-mac/", closing.close, name="close"),
    path(f"{CONFERENCE}thong-bao/", closing.notice, name="conclusion_notice"),
    path(f"{CONFERENCE}thong-bao/so/", closing.issue, name="issue_notice"),
    path(f"{CONFERENCE}thong-bao/ban-da-ky/", closing.attach, name="attach_notice"),
    path(f"{CONFERENCE}thong-bao/ban-da-ky/tai-ve/", closing.signed, name="signed_notice"),
    path(f"{CONFERENCE}thong-bao.docx", closing.docx, name="notice_docx"),
    path(f"{CONFERENCE}thong-bao.pdf", closing.pdf, name="notice_pdf"),
    path(f"{CONFERENCE}ho-so-ngay/", closing.day, name="day"),
]
