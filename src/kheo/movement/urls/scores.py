"""Sheets, ranking, minutes."""

from django.urls import path

from kheo.movement.views import assessments

urlpatterns = [
    path("<place:place>/cham-diem/<slug:programme>/", assessments.assessments, name="assessments"),
    path("<place:place>/cham-diem/<slug:programme>/chot/", assessments.close_all, name="close_all"),
    path("<place:place>/cham-diem/<slug:programme>/bien-ban/<str:form>/", assessments.minutes, name="minutes"),
    path("<place:place>/cham-diem/<slug:programme>/<number:pk>/", assessments.scores, name="scores"),
    path("<place:place>/cham-diem/<slug:programme>/<number:pk>/loai-don-vi/", assessments.unit_kind, name="unit_kind"),
    path("<place:place>/cham-diem/<slug:programme>/<number:pk>/chot/", assessments.close, name="close"),
    path("<place:place>/cham-diem/<slug:programme>/<number:pk>/mo-lai/", assessments.reopen, name="reopen"),
]
