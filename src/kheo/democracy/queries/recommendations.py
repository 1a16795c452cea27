"""Recommendations of the boards: how each stands, what is overdue, what everybody may read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from kheo.democracy.models import Inspection, Recommendation, Reply, Sighting, SightingPhoto
from kheo.democracy.rules.boards import rule_of
from kheo.democracy.rules.recommendations import Due, reply_due
from kheo.democracy.workflow import RECOMMENDATION
from kheo.foundation.numbers import written
from kheo.organisation.models import Locality

OUT = ("sent", "answered", "done", "not_done")
ANSWERED = ("answered", "done", "not_done")


@dataclass(frozen=True)
class RecommendationLine:
    """A recommendation with its tag (*tone*: a class of the stylesheet); *due*: the rule, None where no time is set."""

    one: Recommendation
    tag: str
    tone: str
    days_late: int
    due: Due | None

    @property
    def is_overdue(self) -> bool:
        return self.one.state == "sent" and self.days_late > 0


def line_of(one: Recommendation, today: date) -> RecommendationLine:
    """How *one* stands on *today*: an answer that came late stays late, whatever became of it."""
    due = reply_due(one.inspection.board.kind, one.addressee, one.received_on) if one.received_on else None
    if one.state not in OUT:
        return RecommendationLine(one, RECOMMENDATION.label(one.state), "wait" if one.state != "withdrawn" else "", 0, None)
    late = due.days_late(one.replied_on or today) if due else 0
    if one.state == "sent":
        if late:
            return RecommendationLine(one, f"quá hạn trả lời {written(late)} ngày", "late", late, due)
        left = f"chờ trả lời, còn {written((due.on - today).days)} ngày" if due else "chờ trả lời"
        return RecommendationLine(one, left, "wait", 0, due)
    said = RECOMMENDATION.label(one.state).lower()
    if late:
        return RecommendationLine(one, f"trả lời muộn {written(late)} ngày, {said}", "late", late, due)
    return RecommendationLine(one, said, "wait" if one.state == "not_done" else "done", 0, due)


def urged_by(one: Recommendation, today: date) -> str:
    """The article by which the Front urges the answer to *one*; "" as long as it is not overdue on *today*."""
    if one.received_on is None or not line_of(one, today).is_overdue:
        return ""
    return rule_of(one.inspection.board.kind, "urge", one.received_on).citation


def recommendations_of(locality: Locality) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(inspection__board__locality=locality).select_related(
        "inspection__board__body", "inspection__board__locality", "inspection__board__project", "sighting"
    )


def public_ones(locality: Locality) -> QuerySet[Recommendation]:
    """Those that went out: confirmed by the Front and received."""
    return recommendations_of(locality).filter(state__in=OUT).order_by("-received_on", "-pk")


def first_due(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """*rows*, what is due first in front, what has no day at the end, on every database."""
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def overdue(locality: Locality, today: date) -> QuerySet[Recommendation]:
    return recommendations_of(locality).filter(state="sent", due_on__lt=today).order_by("due_on", "pk")


def standing_replies(one: Recommendation) -> list[Reply]:
    """Every answer, the first first; those that were replaced, too: they were given."""
    return list(Reply.objects.filter(recommendation=one).select_related("file"))


@dataclass(frozen=True)
class Seen:
    """A finding that stands, with its photographs (public ones alone for the public)."""

    sighting: Sighting
    photos: list[SightingPhoto]
    corrected: bool


def seen_at(inspections: list[Inspection], *, public: bool = False) -> dict[int, list[Seen]]:
    """Findings of *inspections* by the inspection's key; three queries.

    The public does not read of signs of a violation: what is not examined yet must not harm whom it is about (Nghị định
    59/2023/NĐ-CP Điều 12 khoản 1). A photograph of a corrected row stays with the row that took its place.
    """
    rows = list(Sighting.objects.filter(inspection__in=inspections).select_related("corrects"))
    before = {row.pk: row.corrects_id for row in rows if row.corrects_id}
    photos: dict[int, list[SightingPhoto]] = {}
    shown = SightingPhoto.objects.filter(sighting__in=rows).select_related("file")
    for photo in shown.filter(is_public=True) if public else shown:
        photos.setdefault(photo.sighting_id, []).append(photo)
    found: dict[int, list[Seen]] = {}
    for row in rows:
        if row.pk in before.values() or (public and row.kind == Sighting.Kind.SIGN):
            continue
        chain, key = list(photos.get(row.pk, ())), before.get(row.pk)
        while key is not None:
            chain += photos.get(key, ())
            key = before.get(key)
        found.setdefault(row.inspection_id, []).append(Seen(row, chain, row.pk in before))
    return found
