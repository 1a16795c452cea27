"""All addresses. Chapters own theirs; the order is the order of the chapters."""

from django.urls import include, path

from kheo.portal.urls import ui_patterns
from kheo.site import views

urlpatterns = [
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("tai-khoan/", include("kheo.organisation.sign_in_urls")),
    path("", include("kheo.organisation.urls")),
    path("", include("kheo.directives.urls")),
    path("", include("kheo.movement.urls")),
    path("", include("kheo.assessment.urls")),
    path("", include("kheo.recognition.urls")),
    path("", include("kheo.democracy.urls")),
    path("", include("kheo.figures.urls")),
    path("", include("kheo.conference.urls")),
    path("", include("kheo.reporting.urls")),
    path("", include("kheo.desk.urls")),
    path("_ui/", include((ui_patterns, "ui"))),
    path("", include("kheo.portal.urls")),
]

handler404 = "kheo.portal.views.not_found"
