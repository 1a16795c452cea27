from django.urls import URLPattern, path

import kheo.organisation.converters  # noqa: F401  registers «place», «number»
from kheo.democracy.views import matter_acts, matters, public_matters

MATTERS = "<place:place>/dan-chu/quan-ly/viec/"
MATTER = f"{MATTERS}<number:pk>/"

urlpatterns: list[URLPattern] = [
    path("<place:place>/dan-chu/ban-quyet-dinh/", public_matters.decided, name="decided"),
    path("<place:place>/dan-chu/ban-quyet-dinh/<number:pk>/", public_matters.decided_matter, name="decided_matter"),
    path(MATTERS, matters.matters, name="matters"),
    path(f"{MATTERS}de-xuat/", matters.propose, name="matter_new"),
    path(MATTER, matters.matter, name="matter"),
    path(f"{MATTER}sua/", matters.edit, name="matter_edit"),
    path(f"{MATTER}dinh-ngay/", matter_acts.plan, name="matter_plan"),
    path(f"{MATTER}rut/", matter_acts.withdraw, name="matter_withdraw"),
    path(f"{MATTER}dong-thuan/", matter_acts.consent, name="matter_consent"),
    path(f"{MATTER}dong-thuan/<number:consent_pk>/bo/", matter_acts.unconsent, name="matter_unconsent"),
    path(f"{MATTER}tan-thanh/", matter_acts.back, name="matter_back"),
    path(f"{MATTER}tong-hop/", matter_acts.total, name="matter_total"),
    path(f"{MATTER}hieu-luc/", matter_acts.effect, name="matter_effect"),
    path(f"{MATTER}cong-khai/", matter_acts.publish, name="matter_publish"),
    path(f"{MATTER}bao-cao/", matter_acts.report, name="matter_report"),
    path(f"{MATTER}van-ban-xa/", matter_acts.commune_act, name="matter_commune_act"),
    path("<place:place>/dan-chu/quan-ly/lan/<number:pk>/huy/", matter_acts.cancel, name="round_cancel"),
]
