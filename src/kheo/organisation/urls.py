from django.urls import path

from kheo.organisation import converters as converters
from kheo.organisation.views import accounts, authority, bodies, handover, notices, trail

app_name = "organisation"
urlpatterns = [
    path("tham-quyen/", authority.authority, name="authority"),
    path("bo-dia-chi-thu/", notices.address_clear, name="address_clear"),
    path("<place:place>/thong-bao/", notices.notices, name="notices"),
    path("<place:place>/thong-bao/da-doc/", notices.notices_read, name="notices_read"),
    path("<place:place>/thong-bao/<number:pk>/da-doc/", notices.notice_read, name="notice_read"),
    path("<place:place>/nhat-ky/", trail.trail, name="trail"),
    path("<place:place>/to-chuc/", bodies.bodies, name="bodies"),
    path("<place:place>/to-chuc/lap/", bodies.new_body, name="new_body"),
    path("<place:place>/to-chuc/thon/", bodies.villages, name="villages"),
    path("<place:place>/to-chuc/thon/<unit:code>/ket-thuc/", bodies.village_end, name="village_end"),
    path("<place:place>/to-chuc/chuc-vu/<number:pk>/thoi/", bodies.position_end, name="position_end"),
    path("<place:place>/to-chuc/chuc-vu/<number:pk>/ban-giao/", handover.position_hand_over, name="position_hand_over"),
    path("<place:place>/to-chuc/ban-giao/<number:pk>/", handover.handover, name="handover"),
    path("<place:place>/to-chuc/ban-giao/<number:pk>/bo/", handover.handover_cancel, name="handover_cancel"),
    path("<place:place>/to-chuc/<unit:unit>/<slug:slug>/", bodies.body, name="body"),
    path("<place:place>/to-chuc/<unit:unit>/<slug:slug>/sua/", bodies.body_edit, name="body_edit"),
    path("<place:place>/to-chuc/<unit:unit>/<slug:slug>/ket-thuc/", bodies.body_end, name="body_end"),
    path("<place:place>/tai-khoan/", accounts.accounts, name="accounts"),
    path("<place:place>/tai-khoan/<number:pk>/mat-khau/", accounts.new_password, name="new_password"),
    path("<place:place>/tai-khoan/<number:pk>/dong/", accounts.close, name="close_account"),
]
