"""Consultations of a locality: lists for staff and for the public, what was counted, who was heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from kheo.democracy.models import (
    Comment,
    Consultation,
    ConsultationDecision,
    ConsultationQuestion,
    Stance,
    Tally,
    TallyCount,
)
from kheo.democracy.rules.comments import COUNTLESS
from kheo.democracy.rules.consultations import LETTERS, STANCES, forms, majority
from kheo.democracy.workflow import CONSULTATION
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Body, Locality, Unit
from kheo.organisation.queries.units import names_on, units_of

PUBLIC_STATES = ("open", "closed", "answered", "decided", "reported")
RESULT_STATES = ("answered", "decided", "reported")
NOWHERE = "Không ghi nơi"


def consultations_of(locality: Locality) -> QuerySet[Consultation]:
    return Consultation.objects.filter(locality=locality)


def public_consultations(locality: Locality) -> QuerySet[Consultation]:
    """What the public sees: from the day of publication on, what was called off after it, too."""
    return consultations_of(locality).filter(opened_on__isnull=False)


def counted_comments() -> Q:
    """The comments whose choices count: all but those set aside as sent twice or as no comment at all."""
    return ~Q(state=Comment.State.SET_ASIDE, reason__in=COUNTLESS)


def standing_tallies(consultation: Consultation) -> QuerySet[Tally]:
    """Tallies that no later one corrects."""
    return Tally.objects.filter(consultation=consultation, corrected_by=None)


@dataclass(frozen=True)
class QuestionCount:
    """How many chose each stance on *question*; *leading*: the stance of more than half, or None (Điều 28 khoản 4)."""

    question: ConsultationQuestion
    counts: Mapping[str, int]
    leading: str | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def leading_words(self) -> str:
        return STANCES[self.leading].lower() if self.leading else ""

    @property
    def rows(self) -> list[tuple[str, int]]:
        return [(label, self.counts[stance]) for stance, label in STANCES.items()]


def counts_of(consultation: Consultation) -> list[QuestionCount]:
    """Choices by question: single comments and counted hands together; three queries."""
    sums: dict[int, dict[str, int]] = {}
    chosen = Stance.objects.filter(comment__in=Comment.objects.filter(counted_comments(), consultation=consultation))
    for row in chosen.order_by().values("question", "choice").annotate(number=Count("pk")):
        sums.setdefault(row["question"], {})[row["choice"]] = row["number"]
    hands = TallyCount.objects.filter(tally__in=standing_tallies(consultation)).order_by().values("question")
    for question, *added in hands.annotate(*map(Sum, STANCES)).values_list("question", *(f"{one}__sum" for one in STANCES)):
        of_question = sums.setdefault(question, {})
        for stance, number in zip(STANCES, added, strict=True):
            of_question[stance] = of_question.get(stance, 0) + number
    found = []
    for question in consultation.questions.all():
        counts = {stance: sums.get(question.pk, {}).get(stance, 0) for stance in STANCES}
        found.append(QuestionCount(question, counts, majority(counts, consultation.opened_on or consultation.opens_on)))
    return found


@dataclass(frozen=True)
class Heard:
    """Who was heard in one village in one form: *comments* sent or entered, *present* at its meetings or slips returned."""

    village: str
    form: str
    comments: int
    present: int


def heard(consultation: Consultation) -> list[Heard]:
    """By village, then by form; the villages' names of the day of opening; a fixed number of queries."""
    sums: dict[tuple[int | None, str], list[int]] = {}
    kept = Comment.objects.filter(counted_comments(), consultation=consultation)
    for row in kept.order_by().values("village", "form").annotate(number=Count("pk")):
        sums.setdefault((row["village"], row["form"]), [0, 0])[0] = row["number"]
    for row in standing_tallies(consultation).order_by().values("village", "form").annotate(number=Sum("present")):
        sums.setdefault((row["village"], row["form"]), [0, 0])[1] = row["number"]
    day = consultation.opened_on or consultation.opens_on
    names, labels = names_on({village for village, _form in sums if village}, day), forms(day)
    rows = [
        Heard(names.get(village, "") if village else NOWHERE, labels[letter].value, comments, present)
        for (village, letter), (comments, present) in sorted(sums.items(), key=lambda item: LETTERS.index(item[0][1]))
    ]
    return sorted(rows, key=lambda row: (row.village == NOWHERE, row.village))


def decision_of(consultation: Consultation) -> ConsultationDecision | None:
    """The decision that holds: the row that no other corrects."""
    rows = ConsultationDecision.objects.filter(consultation=consultation, corrected_by=None)
    return rows.prefetch_related("points__question").select_related("corrects").first()


def government_of(locality: Locality, day: date) -> Body | None:
    """The People's Committee of *locality* itself, which holds consultations (Điều 28); None where none was set up."""
    rows = Body.objects.on(day).filter(locality=locality, unit=locality.unit_id, kind=Body.Kind.GOVERNMENT)
    return rows.order_by("code").first()


def villages_of_place(locality: Locality, day: date) -> list[tuple[Unit, str]]:
    """Villages that exist on *day*, by name."""
    return [(row.unit, row.name) for row in units_of(locality, day) if row.unit.level == Unit.Level.VILLAGE]


def villages_entered_for(actor: Actor, locality: Locality, day: date) -> list[tuple[Unit, str]]:
    """The villages for which *actor* may type comments in: all for the office, the own one for a village head."""
    found = villages_of_place(locality, day)
    return [(unit, name) for unit, name in found if find_grant(actor, "comment.enter", locality, Owner(unit.pk))]


@dataclass(frozen=True)
class VillageLine:
    """A consultation as the page of a village tells it: *own*: comments and counted hands from this village."""

    consultation: Consultation
    own: int
    days_left: int

    @property
    def is_open(self) -> bool:
        return self.consultation.state == "open" and self.days_left >= 0

    @property
    def words(self) -> str:
        return CONSULTATION.public_label(self.consultation.state)


def village_lines(locality: Locality, village: Unit, today: date, most: int = 10) -> list[VillageLine]:
    """What is being consulted now, and what became of the comments: the newest first; three queries."""
    rows = list(public_consultations(locality).filter(state__in=PUBLIC_STATES).order_by("-opened_on", "-pk")[:most])
    keys = [row.pk for row in rows]
    own: dict[int, int] = {}
    kept = Comment.objects.filter(counted_comments(), consultation__in=keys, village=village).order_by()
    for row in kept.values("consultation").annotate(number=Count("pk")):
        own[row["consultation"]] = row["number"]
    hands = Tally.objects.filter(consultation__in=keys, village=village, corrected_by=None).order_by()
    for row in hands.values("consultation").annotate(number=Sum("present")):
        own[row["consultation"]] = own.get(row["consultation"], 0) + row["number"]
    return [VillageLine(row, own.get(row.pk, 0), (row.ends_on - today).days) for row in rows]
