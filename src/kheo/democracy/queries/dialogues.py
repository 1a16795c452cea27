"""Dialogues of a locality, and whether this year's with residents was held (Luật 10/2022/QH15 Điều 32)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from kheo.democracy.models import Dialogue, DialogueConclusion, DialogueQuestion
from kheo.democracy.rules.dialogues import is_owed
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on

YEARLY, BOUND = Dialogue.Kind.YEARLY, Dialogue.Kind.BOUND
HELD_STATES = ("held", "closed")


def dialogues_of(locality: Locality, kind: str = "") -> QuerySet[Dialogue]:
    rows = Dialogue.objects.filter(locality=locality)
    return rows.filter(kind=kind) if kind else rows


def public_dialogues(locality: Locality) -> QuerySet[Dialogue]:
    """The commune's dialogues with residents; one with those bound by a decision is theirs."""
    return dialogues_of(locality, YEARLY).exclude(state="planned")


def held_in(locality: Locality, year: int) -> QuerySet[Dialogue]:
    return dialogues_of(locality, YEARLY).filter(state__in=HELD_STATES, held_on__year=year)


@dataclass(frozen=True)
class YearStanding:
    """How the year stands: *held* dialogues, the *next* one that is planned; *is_owed*: fewer than the law asks so far."""

    year: int
    held: int
    next: Dialogue | None
    is_owed: bool


def year_standing(locality: Locality, today: date) -> YearStanding:
    """Two queries."""
    held = held_in(locality, today.year).count()
    coming = dialogues_of(locality, YEARLY).filter(state__in=("planned", "invited"), planned_on__year=today.year)
    return YearStanding(today.year, held, coming.order_by("planned_on").first(), is_owed(held, today))


@dataclass(frozen=True)
class ShownConclusion:
    conclusion: DialogueConclusion
    owner: str


def conclusions_of(dialogue: Dialogue) -> list[ShownConclusion]:
    """Conclusions with the name of who does each on the day of the dialogue; two queries."""
    rows = list(dialogue.conclusions.select_related("unit", "body", "task__body"))
    names = names_on({row.unit_id for row in rows}, dialogue.held_on or dialogue.planned_on) if rows else {}
    return [ShownConclusion(row, row.body.name if row.body else names.get(row.unit_id, row.unit.code)) for row in rows]


def questions_of(dialogue: Dialogue) -> QuerySet[DialogueQuestion]:
    return dialogue.questions.order_by("pk")


def unanswered(locality: Locality) -> list[tuple[Dialogue, int]]:
    """Held dialogues that are not closed yet, each with how many views nobody answered; one query."""
    rows = dialogues_of(locality).filter(state="held")
    counted = rows.annotate(left=Count("questions", filter=Q(questions__verdict="")))
    return [(row, row.left) for row in counted]
