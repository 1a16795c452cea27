"""Records of grassroots democracy of a town: their numbers by the part of the address before."""

from dataclasses import dataclass

from django.utils import timezone

from kheo.democracy.actions.ballots import count_ballots
from kheo.democracy.actions.closing import close_vote
from kheo.democracy.actions.roll import HouseholdContent, add_household
from kheo.democracy.models import BallotSheet, Household
from kheo.democracy.rules.voting import Count
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality, Unit, UnitVersion
from tests.democracy.voting_scene import begun, cast_all, open_plan


def village_of(scene):
    """A village under the first commune of the town."""
    version = UnitVersion.objects.filter(parent=scene.locality.unit, unit__level=Unit.Level.COMMUNE).first()
    commune = version.unit if version else scene.locality.unit
    return add_village(COMMAND_LINE, scene.locality, commune, f"Thôn {scene.locality.pk}", source="để thử")


def of_roll(scene):
    household = add_household(COMMAND_LINE, scene.locality, village_of(scene), HouseholdContent("Đại diện hộ 01"))
    return {"dan-chu/ho": household.pk}


@dataclass
class Asking:
    """As much of a scene of democracy as rounds on paper and online ask for."""

    locality: Locality
    village: Unit
    office = COMMAND_LINE
    head = COMMAND_LINE

    def roll(self, count, village=None):
        where = village or self.village
        return [add_household(COMMAND_LINE, self.locality, where, HouseholdContent(f"Đại diện {n}")) for n in range(count)]


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
    return {"dan-chu/phat-phieu": plan.round_id, "dan-chu/truc-tuyen": vote.round_id, "dan-chu/lay-y-kien": vote.round_id}
