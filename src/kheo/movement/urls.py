from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place» and «unit» for the addresses below
from kheo.movement.views import allocation, assessments, evidence, imports, programmes, public, registrations

app_name = "movement"

EVIDENCE = "<place:place>/ho-so/<number:pk>/minh-chung/<number:evidence>/"

urlpatterns = [
    path("<place:place>/mo-hinh/", public.initiatives, name="initiatives"),
    path("<place:place>/mo-hinh/<number:pk>/", public.initiative, name="initiative"),
    path("<place:place>/mo-hinh/<number:pk>/anh/<number:picture_pk>/", public.picture, name="picture"),
    path("<place:place>/chuong-trinh/", programmes.programmes, name="programmes"),
    path("<place:place>/lap-chuong-trinh/", programmes.programme_new, name="programme_new"),
    path("<place:place>/chuong-trinh/<slug:programme>/", programmes.programme, name="programme"),
    path("<place:place>/chuong-trinh/<slug:programme>/sua/", programmes.programme_edit, name="programme_edit"),
    path("<place:place>/chuong-trinh/<slug:programme>/trang-thai/", programmes.programme_state, name="programme_state"),
    path("<place:place>/chuong-trinh/<slug:programme>/nhap/", imports.import_sheet, name="import"),
    path("<place:place>/chuong-trinh/<slug:programme>/nhap/mau/", imports.import_template, name="import_template"),
    path("<place:place>/chuong-trinh/<slug:programme>/nhap/<number:sheet>/", imports.import_preview, name="import_preview"),
    path("<place:place>/chuong-trinh/<slug:programme>/dang-ky/", registrations.register, name="register"),
    path("<place:place>/chuong-trinh/<slug:programme>/don-vi-hom-nay/", allocation.allocation, name="allocation"),
    path("<place:place>/ho-so/<number:pk>/", registrations.registration, name="registration"),
    path("<place:place>/ho-so/<number:pk>/sua/", registrations.registration_edit, name="registration_edit"),
    path("<place:place>/ho-so/<number:pk>/ket-qua/", registrations.result_add, name="result_add"),
    path("<place:place>/ho-so/<number:pk>/buoc/", registrations.step, name="step"),
    path("<place:place>/ho-so/<number:pk>/minh-chung/", evidence.evidence_add, name="evidence_add"),
    path(EVIDENCE, evidence.evidence_open, name="evidence"),
    path(
        "<place:place>/ho-so/<number:pk>/minh-chung/<number:evidence>/sua/", evidence.evidence_describe, name="evidence_describe"
    ),
    path("<place:place>/cham-diem/<slug:programme>/", assessments.assessments, name="assessments"),
    path("<place:place>/cham-diem/<slug:programme>/chot/", assessments.close_all, name="close_all"),
    path("<place:place>/cham-diem/<slug:programme>/bien-ban/<str:form>/", assessments.minutes, name="minutes"),
    path("<place:place>/cham-diem/<slug:programme>/<number:pk>/", assessments.scores, name="scores"),
    path("<place:place>/cham-diem/<slug:programme>/<number:pk>/chot/", assessments.close, name="close"),
    path("<place:place>/cham-diem/<slug:programme>/<number:pk>/mo-lai/", assessments.reopen, name="reopen"),
]
