"""Addresses of the chapter, one file a subject."""

import kheo.organisation.converters  # noqa: F401  registers «place» and «unit» for the addresses below
from kheo.democracy.urls import (
    agencies,
    ballots,
    boards,
    bulletins,
    comments,
    community,
    consultations,
    conventions,
    decisions,
    dialogues,
    elections,
    inspections,
    matters,
    meetings,
    online,
    projects,
    proofs,
    publishing,
    ratings,
    roll,
    screenings,
    villages,
)

app_name = "democracy"

urlpatterns = [
    *publishing.urlpatterns,
    *proofs.urlpatterns,
    *bulletins.urlpatterns,
    *screenings.urlpatterns,
    *villages.urlpatterns,
    *roll.urlpatterns,
    *matters.urlpatterns,
    *meetings.urlpatterns,
    *decisions.urlpatterns,
    *ballots.urlpatterns,
    *online.urlpatterns,
    *conventions.urlpatterns,
    *elections.urlpatterns,
    *consultations.urlpatterns,
    *comments.urlpatterns,
    *dialogues.urlpatterns,
    *boards.urlpatterns,
    *inspections.urlpatterns,
    *projects.urlpatterns,
    *community.urlpatterns,
    *agencies.urlpatterns,
    *ratings.urlpatterns,
]
