"""Results of villages in a matter of the whole commune, and decisions by what they wait for."""

from dataclasses import dataclass
from datetime import date

from kheo.democracy.models import CommunityDecision, Matter, Round
from kheo.organisation.models import Locality

DONE = ("closed", "failed", "cancelled")


@dataclass(frozen=True)
class VillageResults:
    """*closed*: villages with votes, *agreed* of them for it; *open*: still being asked, or failed and not yet asked again."""

    closed: int
    agreed: int
    open: int
    last_day: date


def village_results(matter: Matter) -> VillageResults:
    """The last round of each village; a meeting that failed waits for ballots, a round called off counts as not for it."""
    last: dict[int, Round] = {}
    for one in Round.objects.filter(matter=matter).order_by("village", "attempt"):
        last[one.village_id] = one
    closed = [one for one in last.values() if one.state == "closed"]
    waiting = [one for one in last.values() if one.state in ("planned", "open", "failed")]
    days = [one.closed_on for one in closed if one.closed_on]
    return VillageResults(len(closed), sum(bool(one.passed) for one in closed), len(waiting), max(days, default=date.min))


def find_decision(locality: Locality, pk: int) -> CommunityDecision | None:
    rows = CommunityDecision.objects.select_related("round__matter__locality__unit", "round__village")
    return rows.filter(round__matter__locality=locality, pk=pk).first()
