"""Two writers at once on an election: one count stands, and the list is fixed when its slips are opened."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from kheo.democracy.actions.ballots import open_ballots
from kheo.democracy.actions.elections import add_candidate
from kheo.democracy.actions.rounds import lock_matter
from kheo.democracy.models import Candidate
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from tests.democracy.election_scene import (
    begun,
    listed,
    planned_slips,
    slips,
    slips_counted,
)

TODAY = timezone.localdate()


def at_once(*acts):
    """Each act in a thread of its own; what was done or refused, sorted."""
    said = []

    def run(act):
        try:
            act()
            said.append("done")
        except RefusedError:
            said.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    return threads, said


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="two writers at once need PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_of_two_counts_at_once_one_stands(scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    threads, said = at_once(
        lambda: slips_counted(scene, plan, [30, 10]),
        lambda: slips_counted(scene, plan, [10, 30]),
    )
    with transaction.atomic():
        lock_matter(election.matter_id)
        for one in threads:
            one.start()
    for one in threads:
        one.join()
    votes = list(Candidate.objects.order_by("order").values_list("votes", flat=True))
    assert (sorted(said), votes in ([30, 10], [10, 30])) == (["done", "refused"], True)
    assert AuditRow.objects.filter(action="election.count").count() == 1


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="two writers at once need PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_nobody_comes_on_the_list_while_slips_are_being_opened(scene):
    election = begun(scene)
    listed(scene, election)
    plan = planned_slips(scene, election)
    threads, said = at_once(lambda: add_candidate(scene.head, election, "Cá nhân 03", "self"))
    with transaction.atomic():
        open_ballots(scene.head, plan, plan.round.version)
        threads[0].start()
        threads[0].join(0.5)
        assert said == []
    threads[0].join()
    assert (said, Candidate.objects.filter(slip_round=plan.round).count(), Candidate.objects.count()) == (["refused"], 2, 2)
