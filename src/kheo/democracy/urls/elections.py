from django.urls import path

from kheo.democracy.views import election_counts, elections

ELECTION = "<place:place>/bau-cu/<number:pk>/"

urlpatterns = [
    path("<place:place>/bau-cu/", elections.elections, name="elections"),
    path("<place:place>/bau-cu/lap/", elections.election_new, name="election_new"),
    path(ELECTION, elections.election, name="election"),
    path(f"{ELECTION}buoc/", elections.election_step, name="election_step"),
    path(f"{ELECTION}ung-cu/", elections.election_candidate, name="election_candidate"),
    path(f"{ELECTION}ung-cu/<number:candidate>/rut/", elections.election_withdraw, name="election_withdraw"),
    path(f"{ELECTION}kiem-phieu/", election_counts.election_count, name="election_count"),
    path(f"{ELECTION}bau-lai/", election_counts.election_again, name="election_again"),
    path(f"{ELECTION}cong-nhan/", elections.election_recognise, name="election_recognise"),
]
