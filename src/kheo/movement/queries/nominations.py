"""What goes up from a level and what comes to it from below."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from kheo.movement.models import Evidence, Nomination, Programme, Registration
from kheo.movement.queries.registrations import registrations_of, unit_name_in
from kheo.movement.rules.levels import HIGHER, WAITING
from kheo.movement.rules.programmes import days_of
from kheo.organisation.models import Locality
from kheo.organisation.queries.levels import last_day_within, locality_above, unit_above


@dataclass(frozen=True)
class Above:
    """The level above a programme in its year: the unit's name then ("" for a province), its locality and programme if any."""

    name: str
    locality: Locality | None
    programme: Programme | None
    year: int

    @property
    def missing(self) -> str:
        """Why nothing can be proposed up yet, in plain words; "" where it can."""
        if not self.name:
            return "Không có cấp nào ở trên trong Khéo để đề nghị lên."
        if self.locality is None:
            return f"{self.name} chưa mở trong Khéo nên chưa nhận đề nghị được. Gửi danh sách bằng văn bản như lâu nay."
        if self.programme is None:
            return f"{self.name} chưa lập chương trình năm {self.year} trong Khéo nên chưa nhận đề nghị được."
        if self.programme.state == Programme.State.CLOSED:
            return f"{self.name} đã đóng chương trình năm {self.year}, không nhận đề nghị nữa."
        return ""


def level_day(programme: Programme) -> date:
    """The day by which levels are told: the last of the year on which the programme's unit was still there."""
    return last_day_within(programme.locality.unit, *days_of(programme.year))


def level_above(programme: Programme) -> Above:
    """Who stands above *programme* (with ``locality__unit``), by the parents of units on its :func:`level_day`."""
    day = level_day(programme)
    unit = unit_above(programme.locality, day)
    locality = locality_above(programme.locality, day) if unit else None
    found = Programme.objects.select_related("locality__unit").filter(locality=locality, year=programme.year).first()
    return Above(unit.name if unit else "", locality, found if locality else None, programme.year)


def nominations() -> QuerySet[Nomination]:
    """Nominations with what every list shows; ``unit_name`` as the year knew it."""
    return Nomination.objects.annotate(
        unit_name=unit_name_in("registration__programme__year", "registration__initiative__unit")
    ).select_related(
        "programme__locality",
        "registration__programme__locality",
        "registration__initiative__unit",
        "registration__initiative__body",
        "registration__field",
        "taken_as__field",
    )


def from_below(programme: Programme) -> QuerySet[Nomination]:
    """What was proposed to *programme* and not taken back: what waits first, then by place below and field."""
    waits = Case(When(group=Nomination.Group.WAITING, then=Value(0)), default=Value(1))
    return (
        nominations()
        .filter(programme=programme, withdrawn_on=None)
        .order_by(
            waits,
            "registration__programme__locality__name",
            "registration__programme",
            "registration__field__order",
            "registration__initiative__folded",
            "pk",
        )
    )


def counts_by_group(programme: Programme) -> Counter[str]:
    """How many nominations to *programme* stand in each group."""
    return Counter(Nomination.objects.filter(programme=programme, withdrawn_on=None).values_list("group", flat=True))


def find_from_below(locality: Locality, pk: int) -> Nomination | None:
    """The nomination **to a programme of that locality**, as long as it was not taken back."""
    return nominations().filter(programme__locality=locality, withdrawn_on=None, pk=pk).first()


def sent_up(programme: Programme) -> QuerySet[Nomination]:
    """What *programme* proposed up, the newest first, what was taken back among it."""
    return nominations().filter(registration__programme=programme).order_by("-nominated_on", "-pk")


def find_sent_up(programme: Programme, pk: int) -> Nomination | None:
    return sent_up(programme).filter(pk=pk).first()


def may_go_up(programme: Programme) -> QuerySet[Registration]:
    """Recognised registrations that wait to be proposed; of those that came from below only what was sorted «higher»."""
    pending = Nomination.objects.filter(registration=OuterRef("pk"), withdrawn_on=None)
    own = Q(nominated_as=None) | Q(nominated_as__group=HIGHER)
    found = registrations_of(programme).filter(own, ~Exists(pending), state=Registration.State.RECOGNISED)
    return found.order_by("initiative__folded", "pk")


def nomination_of(registration: Registration) -> Nomination | None:
    """The nomination by which *registration* came from the level below; None for one of the level itself."""
    return nominations().filter(taken_as=registration).first()


def proposed_of(registrations: Collection[Registration]) -> set[int]:
    """Primary keys of those of *registrations* that were proposed up and not taken back."""
    pending = Nomination.objects.filter(registration__in=registrations, withdrawn_on=None)
    return set(pending.values_list("registration", flat=True))


def is_used(taken: Registration) -> bool:
    """Whether this level did anything with what it took: a step, an edit, or anything at all that points at it."""
    if taken.version > 1 or taken.state != Registration.State.RUNNING:
        return True
    pointing = [relation for relation in taken._meta.related_objects if relation.related_model is not Nomination]  # noqa: SLF001  Django's documented list
    own = Nomination.objects.filter(registration=taken)
    return own.exists() or any(
        relation.related_model._base_manager.filter(**{relation.field.name: taken}).exists()  # noqa: SLF001  documented, too
        for relation in pointing
    )


def evidence_of(nomination: Nomination) -> QuerySet[Evidence]:
    """What the level below holds as proof of what it proposed."""
    return Evidence.objects.filter(registration=nomination.registration_id).select_related("file", "registration")


def waiting_by_programme(locality: Locality) -> dict[Programme, int]:
    """Programmes of *locality* to which something was proposed that nobody has sorted yet."""
    rows = Counter(
        Nomination.objects.filter(
            programme__locality=locality, group=WAITING, withdrawn_on=None, programme__state=Programme.State.OPEN
        ).values_list("programme", flat=True)
    )
    return {one: rows[one.pk] for one in Programme.objects.filter(pk__in=rows)}


def answered_since(locality: Locality, day: date) -> QuerySet[Nomination]:
    """What *locality* proposed and the level above sorted on *day* or after."""
    return (
        nominations()
        .filter(registration__programme__locality=locality, withdrawn_on=None, sorted_on__gte=day)
        .order_by(F("sorted_on").desc(), "pk")
    )


def page_below(programme: Programme) -> str:
    """Where a level sees what it proposed."""
    return reverse("movement:sent_up", args=[programme.locality.code, programme.code])


def page_above(programme: Programme) -> str:
    """Where a level sees what was proposed to it."""
    return reverse("movement:from_below", args=[programme.locality.code, programme.code])
