"""Addresses of consultations: the public's and the office's."""

from django.urls import path

from kheo.democracy.views import consultation_papers, consultations, public_consultations

_PUBLIC, _STAFF = "<place:place>/dan-chu/gop-y/", "<place:place>/dan-chu/quan-ly/gop-y/"
_ONE = f"{_STAFF}<number:pk>/"

urlpatterns = [
    path("<place:place>/dan-chu/lay-y-kien/", public_consultations.consultations, name="consultations"),
    path(f"{_PUBLIC}<number:pk>/", public_consultations.consultation, name="consultation"),
    path(f"{_PUBLIC}<number:pk>/cac-y-kien/", public_consultations.comments, name="consultation_comments"),
    path("<place:place>/dan-chu/y-kien/", public_consultations.code_form, name="comment_code"),
    path("<place:place>/dan-chu/y-kien/<slug:code>/", public_consultations.own_comment, name="own_comment"),
    path(_STAFF, consultations.consultation_list, name="consultation_list"),
    path(f"{_STAFF}lap/", consultations.consultation_new, name="consultation_new"),
    path(_ONE, consultations.consultation_file, name="consultation_file"),
    path(f"{_ONE}sua/", consultations.consultation_edit, name="consultation_edit"),
    path(f"{_ONE}da-gui/", consultations.consultation_sent, name="consultation_sent"),
    path(f"{_ONE}mo/", consultations.consultation_open, name="consultation_open"),
    path(f"{_ONE}keo-dai/", consultations.consultation_extend, name="consultation_extend"),
    path(f"{_ONE}ket-thuc/", consultations.consultation_close, name="consultation_close"),
    path(f"{_ONE}thoi/", consultations.consultation_withdraw, name="consultation_withdraw"),
    path(f"{_ONE}cong-khai/", consultations.consultation_publish, name="consultation_publish"),
    path(f"{_ONE}quyet-dinh/", consultations.consultation_decide, name="consultation_decide"),
    path(f"{_ONE}bao-cao/", consultations.consultation_report, name="consultation_report"),
    path(f"{_ONE}ke-hoach.<paper:ending>", consultation_papers.plan, name="consultation_plan_paper"),
    path(f"{_ONE}tong-hop.<paper:ending>", consultation_papers.summary, name="consultation_summary_paper"),
    path(f"{_ONE}bao-cao.<paper:ending>", consultation_papers.council, name="consultation_council_paper"),
]
