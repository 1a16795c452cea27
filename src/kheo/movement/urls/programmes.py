"""The programme of a year and the lists that go into it."""

from django.urls import path

from kheo.movement.views import allocation, exporting, imports, programmes, registrations

urlpatterns = [
    path("<place:place>/chuong-trinh/", programmes.programmes, name="programmes"),
    path("<place:place>/lap-chuong-trinh/", programmes.programme_new, name="programme_new"),
    path("<place:place>/chuong-trinh/<slug:programme>/", programmes.programme, name="programme"),
    path("<place:place>/chuong-trinh/<slug:programme>/sua/", programmes.programme_edit, name="programme_edit"),
    path("<place:place>/chuong-trinh/<slug:programme>/trang-thai/", programmes.programme_state, name="programme_state"),
    path("<place:place>/chuong-trinh/<slug:programme>/nhap/", imports.import_sheet, name="import"),
    path("<place:place>/chuong-trinh/<slug:programme>/nhap/mau/", imports.import_template, name="import_template"),
    path("<place:place>/chuong-trinh/<slug:programme>/nhap/<number:sheet>/", imports.import_preview, name="import_preview"),
    path("<place:place>/chuong-trinh/<slug:programme>/xuat/", exporting.export_list, name="export"),
    path("<place:place>/chuong-trinh/<slug:programme>/dang-ky/", registrations.register, name="register"),
    path("<place:place>/chuong-trinh/<slug:programme>/don-vi-hom-nay/", allocation.allocation, name="allocation"),
]
