"""Matters that the people decide and the rounds in which villages were asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Max, Q, QuerySet, When

from kheo.democracy.models import Form, Matter, Round
from kheo.democracy.rules.thresholds import needed
from kheo.democracy.workflow import ROUND
from kheo.foundation.text import fold
from kheo.organisation.models import Locality, Unit, UnitVersion
from kheo.organisation.queries.bodies import units_ever_under
from kheo.organisation.queries.units import names_on


def has_failed_meeting(matter: Matter, village: Unit | int) -> bool:
    """Whether *village* met on *matter* and too few households came (Luật 10/2022/QH15 Điều 19 khoản 1 điểm b)."""
    return Round.objects.filter(matter=matter, village=village, form=Form.MEETING, state="failed").exists()


def failed_meeting_day(matter: Matter, village: Unit | int) -> date | None:
    """The day of the last meeting of *village* on *matter* that too few households came to; None where there was none."""
    met = Round.objects.filter(matter=matter, village=village, form=Form.MEETING, state="failed")
    return met.aggregate(last=Max("closed_on"))["last"]


def villages_on(locality: Locality, day: date) -> list[UnitVersion]:
    """Thôn, tổ dân phố of *locality* on *day* with their unit, by name: those asked in a matter of the whole commune."""
    rows = UnitVersion.objects.on(day).filter(unit__level=Unit.Level.VILLAGE, parent__in=units_ever_under(locality))
    return list(rows.select_related("unit").order_by("name", "unit__code"))


def matters_of(locality: Locality, first: Collection[int] = ()) -> QuerySet[Matter]:
    """Every matter of *locality*, the newest first, those of the villages *first* (keys) before others; withdrawn ones too."""
    rows = Matter.objects.filter(locality=locality).select_related("locality__unit", "village")
    return rows.order_by(Case(When(village__in=first, then=0), default=1), "-added_at", "-pk") if first else rows


def find_matter(locality: Locality, pk: int) -> Matter | None:
    return matters_of(locality).select_related("replaces").filter(pk=pk).first()


def public_matters(locality: Locality) -> QuerySet[Matter]:
    """What the public may read: what a village was told it will decide, is deciding, decided; also what was called off then."""
    told = matters_of(locality).exclude(state="withdrawn")
    known = Q(rounds__opened_on__isnull=False) | Q(rounds__meeting__told_on__isnull=False) | Q(rounds__ballot_plan__isnull=False)
    asked = Q(rounds__state__in=("planned", "open", "closed", "failed")) | (Q(rounds__state="cancelled") & known)
    return told.filter(asked | ~Q(state="proposed")).distinct()


def is_known(one: Round) -> bool:
    """Whether people know of a round: all but one called off before they were told of its meeting, of its ballots, or it began.

    A plan of ballots says since when it is made public (Nghị định 59/2023/NĐ-CP Điều 4 khoản 4).
    """
    meeting = getattr(one, "meeting", None)
    was_told = bool(meeting and meeting.told_on) or hasattr(one, "ballot_plan")
    return one.state != "cancelled" or one.opened_on is not None or was_told


def find_round(locality: Locality, pk: int) -> Round | None:
    rows = Round.objects.select_related("matter__locality__unit", "matter__village", "village", "meeting", "decision")
    return rows.filter(matter__locality=locality, pk=pk).first()


@dataclass(frozen=True)
class ShownRound:
    """A round in the words of its village; *least*: households that must agree, None before it opened."""

    round: Round
    village: str
    least: int | None
    label: str
    public_label: str

    @property
    def taking_part(self) -> int | None:
        """Households present at the meeting, or that voted."""
        one = self.round
        votes = None if one.votes_for is None else one.votes_for + (one.votes_against or 0) + (one.votes_other or 0)
        return one.present if one.present is not None else votes


def shown_rounds(matter: Matter, day: date) -> list[ShownRound]:
    """Rounds of *matter* by village and attempt, with what each needs; a fixed number of queries."""
    own = ("meeting", "decision", "ballot_plan", "online_vote")
    rows = list(
        Round.objects.filter(matter=matter).select_related("matter", "village", *own).prefetch_related("meeting__clusters")
    )
    names = names_on({one.village_id for one in rows}, day)
    shown = [
        ShownRound(
            one,
            names.get(one.village_id, one.village.code),
            needed(matter.kind, one.households, one.opened_on or day) if one.households else None,
            ROUND.label(one.state),
            ROUND.public_label(one.state),
        )
        for one in rows
    ]
    return sorted(shown, key=lambda one: (fold(one.village), one.round.attempt))


def first_sent(rounds: list[ShownRound]) -> date | None:
    """When the decision of the round that carried went to commune and Front."""
    written = (one.round.decision for one in rounds if hasattr(one.round, "decision"))
    return next((one.sent_on for one in written if one.sent_on), None)


def asked_again(failed: Round) -> Round | None:
    """The next asking of the same village on the same matter, after a meeting that too few attended."""
    rows = Round.objects.filter(matter=failed.matter_id, village=failed.village_id, attempt__gt=failed.attempt)
    return rows.exclude(state="cancelled").order_by("attempt").first()
