"""The card of a recognised initiative: what it is, where, how its recognition and its certificate stand, who copied it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from kheo.movement.models import Evidence, Initiative, Lineage, Registration
from kheo.movement.queries.registrations import place_name, public_pictures, registrations
from kheo.movement.rules.registrations import public_holder
from kheo.organisation.models import Locality
from kheo.portal.rules.results import opening
from kheo.recognition.models import Certificate, CertificateNotice, Decision, DecisionKind, DecisionLine

MOST_WORDS = 260
VALID, CORRECTED, REVOKED, NOT_ISSUED = "valid", "corrected", "revoked", "not_issued"


@dataclass(frozen=True)
class InitiativeCard:
    """What stands on the card. *state* is one of VALID, CORRECTED (stands, in other words than at first), REVOKED, NOT_ISSUED.

    *state_words* say it with the number in the register; the code of the certificate is for whoever holds the paper.
    """

    initiative: Initiative
    place: str
    holder: str
    field: str
    year: int
    decision: str
    text: str
    state: str
    state_words: str
    copies: int
    address: str
    picture: Evidence | None


def initiative_card(locality: Locality, pk: int) -> InitiativeCard | None:
    """The card of an initiative **of that locality** by its newest recognition; None where it was never recognised."""
    line = _lines(locality).filter(registration__initiative=pk).first()
    if line is None or line.registration_id is None or line.decision.date is None:
        return None
    row: Registration = registrations(locality).get(pk=line.registration_id)
    initiative, place = row.initiative, place_name(row)
    state, words = _standing(line)
    path = reverse("portal:card", args=[locality.code, initiative.pk])
    return InitiativeCard(
        initiative=initiative,
        place=place,
        holder=public_holder(initiative.subject, initiative.holder, place, is_recognised=state != REVOKED),
        field=row.field.label,
        year=row.programme.year,
        decision=f"số {line.decision.number} ngày {line.decision.date:%d/%m/%Y}",
        text=opening(initiative.summary or initiative.outcome, MOST_WORDS),
        state=state,
        state_words=words,
        copies=Lineage.objects.filter(origin=initiative, copy__merged_into=None).count(),
        address=f"{settings.KHEO_PUBLIC_URL}{path}",
        picture=public_pictures([row.pk]).first(),
    )


def _lines(locality: Locality) -> QuerySet[DecisionLine]:
    return (
        DecisionLine.objects.filter(
            decision__locality=locality,
            decision__kind=DecisionKind.RECOGNITION,
            decision__state=Decision.State.ISSUED,
            registration__initiative__merged_into=None,
        )
        .select_related("decision", "revocation")
        .order_by("-decision__date", "-pk")
    )


def _standing(line: DecisionLine) -> tuple[str, str]:
    if hasattr(line, "revocation"):
        return REVOKED, f"Công nhận đã thu hồi ngày {line.revocation.on:%d/%m/%Y}"
    newest = Certificate.objects.filter(line=line).select_related("notice", "register").order_by("-issued_at", "-pk").first()
    if newest is None:
        return NOT_ISSUED, "Chưa cấp giấy chứng nhận"
    number = f"Giấy chứng nhận số {newest.number}/{newest.register.year}"
    notice: CertificateNotice | None = getattr(newest, "notice", None)
    if notice is not None:
        return REVOKED, f"{number}: {notice.get_kind_display()} ngày {notice.on:%d/%m/%Y}"
    if newest.replaces_id is not None:
        return CORRECTED, f"{number}: còn hiệu lực, thay giấy cấp trước"
    return VALID, f"{number}: còn hiệu lực"
