"""Texts of a conference: by kind, in the order in which they are spoken, due, late; for the desk and for the papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kheo.conference.models import Conference, Speech
from kheo.conference.rules.speeches import KINDS, is_late
from kheo.conference.rules.titles import in_full
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on

SPOKEN = (Speech.State.CHOSEN, Speech.State.DELIVERED)
_OWN_WORDS: dict[str, str] = {Speech.State.CALLED: "đang viết", Speech.State.CHOSEN: "đã xong"}


def speeches_of(conference: Conference | int) -> QuerySet[Speech]:
    """Every text, the chosen ones in their order first."""
    return (
        Speech.objects.filter(conference=conference)
        .select_related("conference__locality", "unit", "body")
        .order_by("kind", "order", "pk")
    )


def in_order(speeches: Iterable[Speech]) -> list[Speech]:
    """Report, contributions, directing speech, conclusion; of a kind those that are spoken first, in their order."""
    return sorted(speeches, key=lambda row: (KINDS.index(row.kind), row.order == 0, row.order, row.pk))


def contributions_of(conference: Conference | int) -> QuerySet[Speech]:
    return speeches_of(conference).filter(kind=Speech.Kind.CONTRIBUTION)


def spoken(conference: Conference | int, kind: str) -> QuerySet[Speech]:
    """Texts of *kind* that are spoken, in their order."""
    return speeches_of(conference).filter(kind=kind, state__in=SPOKEN).order_by("order", "pk")


def collected(conference: Conference | int) -> list[Speech]:
    """Contributions of the printed collection: those that are spoken in their order, then those that are printed only."""
    in_print = contributions_of(conference).filter(state__in=[*SPOKEN, Speech.State.PRINTED])
    return sorted(in_print, key=lambda speech: (speech.state == Speech.State.PRINTED, speech.order, speech.pk))


def find_speech(conference: Conference, pk: int) -> Speech | None:
    return speeches_of(conference).filter(pk=pk).select_related("conference__programme", "conference__locality__unit").first()


def owner_of(speech: Speech) -> Owner | None:
    """Whose text it is: a unit's under the locality as a whole, within the locality's own unit the body's.

    None for the office's own: report, directing speech, conclusion, and a contribution of the locality itself.
    """
    if speech.kind != Speech.Kind.CONTRIBUTION:
        return None
    if speech.unit_id != speech.conference.locality.unit_id:
        return Owner(speech.unit_id)
    return Owner(speech.unit_id, speech.body.code) if speech.body else None


def may_write(actor: Actor, speech: Speech) -> bool:
    """The office always; a unit's staff their own contribution."""
    locality, owner = speech.conference.locality, owner_of(speech)
    if find_grant(actor, "conference.manage", locality):
        return True
    return owner is not None and find_grant(actor, "speech.write", locality, owner) is not None


def may_read(actor: Actor, speech: Speech) -> bool:
    """Whoever may write it; everybody else from the moment it is chosen for the hall or the print."""
    return speech.state in {*SPOKEN, Speech.State.PRINTED} or may_write(actor, speech)


@dataclass(frozen=True)
class ShownSpeech:
    """A text with the name of who gives it, as the day knows it, and whether it is late."""

    speech: Speech
    place: str
    is_late: bool

    @property
    def state(self) -> str:
        """The state in words; a text of the office's own is not called for and not received."""
        if self.speech.kind != Speech.Kind.CONTRIBUTION and self.speech.state in _OWN_WORDS:
            return _OWN_WORDS[self.speech.state]
        return self.speech.get_state_display()

    @property
    def speaker(self) -> str:
        """Who speaks: position and place, the place said once."""
        return in_full(self.speech.speaker_title, self.place) if self.speech.speaker_title else self.place

    @property
    def reminder(self) -> str:
        """What a message to the unit says of the text that is still to come."""
        until = f"hạn {self.speech.due_on:%d/%m/%Y}" if self.speech.due_on else "càng sớm càng tốt"
        return f"Đề nghị {self.place} viết tham luận cho hội nghị, {until}. Viết và gửi bài theo đường dẫn."

    @property
    def has_text(self) -> bool:
        return self.speech.text != ""


def shown(speeches: list[Speech], day: date, today: date) -> list[ShownSpeech]:
    names = names_on({speech.unit_id for speech in speeches}, day)
    return [
        ShownSpeech(
            speech,
            speech.body.name if speech.body else names.get(speech.unit_id, f"mã {speech.unit.code}"),
            is_late(speech.state, speech.due_on, today),
        )
        for speech in speeches
    ]


def place_of(speech: Speech) -> str:
    """Who gives the text: the body, else the unit as it is called on the day of the conference."""
    return shown([speech], speech.conference.held_on, speech.conference.held_on)[0].place


def contributions_due(actor: Actor, locality: Locality, today: date) -> list[ShownSpeech]:
    """For the desk of a unit: contributions that *actor* still has to send, the earliest deadline first."""
    rows = (
        Speech.objects.filter(conference__locality=locality, kind=Speech.Kind.CONTRIBUTION, state=Speech.State.CALLED)
        .exclude(conference__state=Conference.State.CLOSED)
        .select_related("conference__locality", "unit", "body")
        .order_by("due_on", "pk")
    )
    mine = [row for row in rows if (owner := owner_of(row)) and find_grant(actor, "speech.write", locality, owner)]
    if not mine:
        return []
    return shown(mine, mine[0].conference.held_on, today)


def contributions_to_sort(locality: Locality) -> QuerySet[Speech]:
    """For the desk of the office: contributions that came in and are neither chosen nor printed."""
    return (
        Speech.objects.filter(conference__locality=locality, kind=Speech.Kind.CONTRIBUTION, state=Speech.State.RECEIVED)
        .exclude(conference__state=Conference.State.CLOSED)
        .select_related("conference__locality", "unit", "body")
    )
