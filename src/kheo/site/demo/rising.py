"""The level above in the demo: a province with its programme, and what the ward proposes to it."""

from typing import Any

from django.db import transaction

from kheo.movement.actions.nominations import Sorting, nominate, sort_nominations
from kheo.movement.models import Nomination, Programme, Registration
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.organisation import set_up_place
from kheo.site.demo.year import make_programme


@transaction.atomic
def rise(told: dict[str, Any], below: str) -> None:
    """Open the province with the programme of the ward's year, nominate from the ward, sort what the province has seen."""
    above = make_programme(set_up_place(told), told["programme"])
    ward = Programme.objects.get(locality__code=below, year=above.year)
    for one in told["nominations"]:
        registration = Registration.objects.get(programme=ward, initiative__title=one["title"])
        nominate(COMMAND_LINE, ward, [registration.pk], one["reason"])
        made = Nomination.objects.get(registration=registration)
        if "group" in one:
            sort_nominations(COMMAND_LINE, above, {made.pk: made.version}, Sorting(one["group"], one["sorted_reason"]))
