"""Whether a citizen's proposal has its households on a day."""

from datetime import date

from kheo.democracy.models import Consent, Matter, Way
from kheo.democracy.queries.roll import households_on
from kheo.democracy.rules.proposals import consent_problems, valid_consents
from kheo.foundation.refusal import Problem


def consents_on(matter: Matter, day: date) -> tuple[int, int]:
    """Consents of households on the roll of *day* that hold that day, and how many households there are."""
    on_roll = households_on(matter.village_id or 0, day)
    given = Consent.objects.filter(matter=matter, household__in=on_roll).values_list("on", flat=True)
    return valid_consents(given, day), on_roll.count()


def readiness_problems(matter: Matter, day: date) -> list[Problem]:
    """What a proposal still lacks before the village may be asked: for citizens, 10 % of households (Điều 16 khoản 3)."""
    if matter.way != Way.CITIZENS:
        return []
    return list(consent_problems(*consents_on(matter, day), day))
