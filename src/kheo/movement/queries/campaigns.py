"""Several years of the movement under one plan, side by side."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kheo.movement.models import Campaign, Novelty, Programme, Registration
from kheo.organisation.models import Locality


@dataclass(frozen=True)
class CampaignYear:
    """One year: its programme, if there is one, and its counts; *places* that registered."""

    year: int
    programme: Programme | None
    registered: int = 0
    fresh: int = 0
    carried_on: int = 0
    recognised: int = 0
    stopped: int = 0
    places: int = 0


def campaigns_of(locality: Locality) -> QuerySet[Campaign]:
    """The newest first, each with ``years``, the number of its programmes."""
    return Campaign.objects.filter(locality=locality).annotate(years=Count("programmes")).order_by("-first_year", "title")


def find_campaign(locality: Locality, pk: int) -> Campaign | None:
    """The campaign **of that locality**; another one's is not found."""
    return Campaign.objects.select_related("locality", "plan").filter(locality=locality, pk=pk).first()


def years_told(campaign: Campaign) -> list[CampaignYear]:
    """Every year of *campaign* in its order, one without a programme, too; one query."""
    state = Registration.State
    single = Q(registrations__initiative__merged_into=None)  # a double that was merged away counts once, where it went
    rows = (
        Programme.objects.filter(campaign=campaign)
        .annotate(
            registered=Count("registrations", filter=single),
            fresh=Count("registrations", filter=single & Q(registrations__novelty=Novelty.NEW)),
            carried_on=Count("registrations", filter=single & Q(registrations__novelty=Novelty.CARRIED_ON)),
            recognised=Count("registrations", filter=single & Q(registrations__state=state.RECOGNISED)),
            stopped=Count("registrations", filter=single & Q(registrations__state=state.STOPPED)),
            units=Count(
                "registrations__initiative__unit", distinct=True, filter=single & Q(registrations__initiative__body=None)
            ),
            bodies=Count("registrations__initiative__body", distinct=True, filter=single),
        )
        .order_by("year")
    )
    told = {
        row.year: CampaignYear(
            row.year, row, row.registered, row.fresh, row.carried_on, row.recognised, row.stopped, row.units + row.bodies
        )
        for row in rows
    }
    return [told.get(year) or CampaignYear(year, None) for year in range(campaign.first_year, campaign.last_year + 1)]
