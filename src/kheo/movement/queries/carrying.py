"""What of the year before may be carried on: offered to whoever carried it out, with everything filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from kheo.movement.models import Novelty, Programme, ProgrammeField, Registration, Submission
from kheo.movement.queries.registrations import registrations
from kheo.movement.queries.submissions import OPEN
from kheo.movement.rules.submissions import SITUATION, WAY, SubmissionContent
from kheo.organisation.authority import Actor
from kheo.organisation.models import Role

LASTING = (
    Registration.State.RUNNING,
    Registration.State.REPORTED,
    Registration.State.IN_ASSESSMENT,
    Registration.State.RECOGNISED,
)


@dataclass(frozen=True)
class Offer:
    """An initiative of an earlier year that may be carried on; *begun*: the form that does so already."""

    registration: Registration
    begun: int | None


def offers_for(actor: Actor, programme: Programme) -> list[Offer]:
    """What the actor's units and bodies carried out in the year before and have not registered this year."""
    own = Q(pk=None)
    for grant in actor.grants:
        if grant.role == Role.UNIT_STAFF and grant.locality == programme.locality.code:
            own |= Q(initiative__body__code=grant.body) | Q(initiative__body=None, initiative__unit=grant.unit_id)
    taken = Registration.objects.filter(programme=programme).values("initiative")
    rows = (
        registrations(programme.locality_id)
        .filter(own, programme__year=programme.year - 1, state__in=LASTING, initiative__merged_into=None)
        .exclude(initiative__in=taken)
        .order_by("initiative__folded", "pk")
    )
    begun = Submission.objects.filter(programme=programme, carried_from__in=rows.values("pk"), state__in=OPEN)
    forms: Mapping[int | None, int] = dict(begun.values_list("carried_from", "pk"))
    return [Offer(row, forms.get(row.pk)) for row in rows]


def carried_content(registration: Registration, programme: Programme) -> SubmissionContent:
    """The form of *programme* filled in from *registration*: who and what as they stand, the items as they were told."""
    initiative = registration.initiative
    told = {SITUATION: initiative.situation, WAY: initiative.way}
    items = {key: text for key, text in told.items() if text} | {key: text for key, text in registration.answers.items() if text}
    known = ProgrammeField.objects.filter(programme=programme, key=registration.field.key).exists()
    return SubmissionContent(
        title=initiative.title,
        kind=initiative.kind,
        subject=initiative.subject,
        field=registration.field.key if known else "",
        holder=initiative.holder,
        novelty=Novelty.CARRIED_ON,
        leading_kind=registration.leading_kind,
        leading_body=registration.leading_body,
        items=items,
    )
