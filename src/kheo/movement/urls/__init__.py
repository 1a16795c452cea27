"""Addresses of the chapter, one file a subject."""

import kheo.organisation.converters  # noqa: F401  registers «place» and «unit» for the addresses below
from kheo.movement.urls import (
    appraisals,
    check_ins,
    councils,
    exemplars,
    levels,
    likeness,
    periods,
    programmes,
    public,
    registrations,
    rounds,
    scores,
    self_scores,
    silence,
    spread,
    submissions,
)

app_name = "movement"

urlpatterns = [
    *appraisals.urlpatterns,
    *public.urlpatterns,
    *programmes.urlpatterns,
    *registrations.urlpatterns,
    *rounds.urlpatterns,
    *check_ins.urlpatterns,
    *periods.urlpatterns,
    *silence.urlpatterns,
    *scores.urlpatterns,
    *self_scores.urlpatterns,
    *councils.urlpatterns,
    *levels.urlpatterns,
    *exemplars.urlpatterns,
    *submissions.urlpatterns,
    *spread.urlpatterns,
    *likeness.urlpatterns,
]
