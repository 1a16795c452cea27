from django.urls import URLPattern, path

import kheo.organisation.converters  # noqa: F401  registers «place», «number»
from kheo.democracy.views import decisions, meeting_papers

DECISION = "<place:place>/dan-chu/quan-ly/quyet-nghi/<number:pk>/"

urlpatterns: list[URLPattern] = [
    path(DECISION, decisions.decision, name="decision"),
    path(f"{DECISION}gui/", decisions.send, name="decision_send"),
    path(f"{DECISION}tra-loi/", decisions.answer, name="decision_answer"),
    path(f"{DECISION}van-ban.<paper:ending>", meeting_papers.decision, name="decision_paper"),
]
