"""Records of grassroots democracy of a town: their numbers by the part of the address before."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.utils import timezone

from kheo.democracy.actions.ballots import count_ballots
from kheo.democracy.actions.closing import close_vote
from kheo.democracy.actions.clusters import count_cluster
from kheo.democracy.actions.decisions import write_decision
from kheo.democracy.actions.meetings import (
    MeetingContent,
    arrange_meeting,
    close_meeting,
    start_meeting,
    tell_meeting,
)
from kheo.democracy.actions.proposals import add_consents, propose_matter
from kheo.democracy.actions.roll import HouseholdContent, add_household, next_number
from kheo.democracy.actions.rounds import Tally, plan_round
from kheo.democracy.actions.sittings import MeetingOrder, mark_attendance, settle_order
from kheo.democracy.models import BallotSheet, Household
from kheo.democracy.rules.clusters import Cluster
from kheo.democracy.rules.decisions import DecisionContent
from kheo.democracy.rules.proposals import Proposal
from kheo.democracy.rules.voting import Count
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality, Unit, UnitVersion
from tests.democracy.voting_scene import begun, cast_all, open_plan

SECRET = MeetingOrder("Cá nhân 01", 1, "secret", 1, ("Cá nhân 02", "Cá nhân 03", "Cá nhân 04"), ("Cá nhân 05", "Cá nhân 06"), 1)


def village_of(scene, name="Thôn"):
    """A village of this *name* under the first commune of the town."""
    version = UnitVersion.objects.filter(parent=scene.locality.unit, unit__level=Unit.Level.COMMUNE).first()
    commune = version.unit if version else scene.locality.unit
    return add_village(COMMAND_LINE, scene.locality, commune, f"{name} {scene.locality.pk}", source="để thử")


def of_roll(scene):
    """Of a household, a matter with a household's consent, and the meeting and decision on it."""
    village, today = village_of(scene), timezone.localdate()
    household = add_household(COMMAND_LINE, scene.locality, village, HouseholdContent("Đại diện hộ 01"))
    idea = Proposal(6, "village", f"Việc {scene.locality.pk}", "Nội dung.", "citizens", None, "Cá nhân 01")
    matter = propose_matter(COMMAND_LINE, scene.locality, village, idea)
    add_consents(COMMAND_LINE, matter, {household.number: today}, "paper")
    planned = plan_round(COMMAND_LINE, matter, village, "meeting", today)
    meeting = arrange_meeting(COMMAND_LINE, planned, MeetingContent(time(19), "Nhà văn hoá", "head", "Cá nhân 01"), 0)
    meeting = tell_meeting(COMMAND_LINE, meeting, today - timedelta(days=2), ["door"], 1, posted=True)
    start_meeting(COMMAND_LINE, meeting, 2)
    mark_attendance(COMMAND_LINE, meeting, household.pk, present=True)
    settle_order(COMMAND_LINE, meeting, SECRET, 2)
    closed = close_meeting(COMMAND_LINE, meeting, Tally(1, 0, 0), "Không.", "Làm.", 3)
    write_decision(COMMAND_LINE, closed, DecisionContent("minutes", "Làm.", "A", "B", "C", "D"), 0)
    return {
        "dan-chu/ho": household.pk,
        "dan-chu/cum": of_cluster(scene, village, household).pk,
        "dan-chu/viec": matter.pk,
        "dan-chu/ban-quyet-dinh": matter.pk,
        "dan-chu/dong-thuan": matter.consents.get().pk,
        "dan-chu/hop": closed.pk,
        "dan-chu/lan": closed.pk,
        "dan-chu/quyet-nghi": closed.pk,
    }


def of_cluster(scene, village, household):
    """One cluster, which the household came to, of a meeting on another matter; voted in secret and counted."""
    today = timezone.localdate()
    matter = propose_matter(
        COMMAND_LINE, scene.locality, village, Proposal(6, "village", "Việc khác", "Nội dung.", "head", today)
    )
    two = [Cluster(name, "Sân đình", "Cá nhân 01") for name in ("Cụm 1", "Cụm 2")]
    place = MeetingContent(time(19), "Hai nơi", "head", "Cá nhân 01", scattered=True, cluster_plan_on=today, clusters=two)
    meeting = arrange_meeting(COMMAND_LINE, plan_round(COMMAND_LINE, matter, village, "meeting", today), place, 0)
    meeting = tell_meeting(COMMAND_LINE, meeting, today - timedelta(days=2), ["door"], 1, posted=True)
    start_meeting(COMMAND_LINE, meeting, 2)
    cluster = meeting.clusters.get(order=1)
    mark_attendance(COMMAND_LINE, cluster, household.pk, present=True)
    settle_order(COMMAND_LINE, cluster, SECRET, 1)
    return count_cluster(COMMAND_LINE, cluster, Tally(1, 0, 0), "Không.", "Làm.", 2)


@dataclass
class Asking:
    """As much of a scene of democracy as rounds on paper and online ask for."""

    locality: Locality
    village: Unit
    office = COMMAND_LINE
    head = COMMAND_LINE

    def roll(self, count, village=None):
        """Written past the act, which lets nobody into the roll while the cluster's meeting goes on."""
        where = village or self.village
        first = next_number(where)
        return Household.objects.bulk_create(
            Household(locality=self.locality, village=where, number=number, representative=f"Đại diện {number}")
            for number in range(first, first + count)
        )


def of_polls(scene):
    """Of a round on paper that was counted, and of an online vote that is closed, with the proof that households chose it."""
    asking = Asking(scene.locality, Household.objects.filter(locality=scene.locality).first().village)
    plan = open_plan(asking, 3, collected=3)
    witnesses = tuple(BallotSheet.objects.filter(round=plan.round).values_list("household", flat=True)[:2])
    count_ballots(COMMAND_LINE, plan, Count(3, 3, 0, 0, 0), witnesses, timezone.localdate(), plan.version)
    proof = SentFile("cac-ho.txt", f"a,b\n1,{scene.locality.pk}\n".encode(), is_not_secret=True)
    vote, codes = begun(asking, 0, chosen_by=4, proof=proof)
    cast_all(asking, codes, ["for"] * 4)
    close_vote(COMMAND_LINE, vote)
    return {"dan-chu/phat-phieu": plan.round_id, "dan-chu/truc-tuyen": vote.round_id, "dan-chu/bieu-quyet": vote.round_id}
