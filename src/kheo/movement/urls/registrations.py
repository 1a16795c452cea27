"""One registration: its page, its results, what proves it."""

from django.urls import path

from kheo.movement.views import evidence, registrations

EVIDENCE = "<place:place>/ho-so/<number:pk>/minh-chung/<number:evidence>/"

urlpatterns = [
    path("<place:place>/ho-so/<number:pk>/", registrations.registration, name="registration"),
    path("<place:place>/ho-so/<number:pk>/sua/", registrations.registration_edit, name="registration_edit"),
    path("<place:place>/ho-so/<number:pk>/ket-qua/", registrations.result_add, name="result_add"),
    path("<place:place>/ho-so/<number:pk>/buoc/", registrations.step, name="step"),
    path("<place:place>/ho-so/<number:pk>/rut/", registrations.registration_withdraw, name="registration_withdraw"),
    path("<place:place>/ho-so/<number:pk>/minh-chung/", evidence.evidence_add, name="evidence_add"),
    path(EVIDENCE, evidence.evidence_open, name="evidence"),
    path(f"{EVIDENCE}sua/", evidence.evidence_describe, name="evidence_describe"),
]
