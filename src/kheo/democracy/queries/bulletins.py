"""Scripts, what is read out when, and for how many days running something was."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet

from kheo.democracy.models import Bulletin, Posting, Reading
from kheo.democracy.rules.bulletins import days_wanting
from kheo.democracy.rules.publishing import LOUDSPEAKER, longest_run
from kheo.democracy.speaking import Aloud, read_aloud
from kheo.organisation.models import Body, Locality, Position, UnitVersion
from kheo.organisation.queries.units import ancestors, units_of, version_on

DONE = Q(done_at__isnull=False, void_reason="")


def bulletins(locality: Locality) -> QuerySet[Bulletin]:
    """Scripts that were not put away, the newest first, each with *done* readings, its *next_on* day and *last_on* day."""
    return (
        Bulletin.objects.filter(locality=locality, withdrawn_at=None)
        .annotate(
            done=Count("readings", filter=Q(readings__done_at__isnull=False, readings__void_reason="")),
            next_on=Min("readings__on", filter=Q(readings__done_at=None)),
            last_on=Max("readings__on", filter=Q(readings__done_at__isnull=False, readings__void_reason="")),
        )
        .order_by("-added_at", "-pk")
    )


def find_bulletin(locality: Locality, pk: int) -> Bulletin | None:
    return Bulletin.objects.filter(locality=locality, pk=pk).select_related("locality", "posting").first()


def find_reading(locality: Locality, pk: int) -> Reading | None:
    return (
        Reading.objects.filter(bulletin__locality=locality, pk=pk)
        .select_related("bulletin__locality", "bulletin__posting")
        .first()
    )


def readings_of(bulletin: Bulletin) -> QuerySet[Reading]:
    return Reading.objects.filter(bulletin=bulletin).order_by("on", "at", "pk")


def waiting(locality: Locality, until: date) -> QuerySet[Reading]:
    """Readings planned up to *until* that nobody wrote down as done, the earliest first."""
    return (
        Reading.objects.filter(bulletin__locality=locality, bulletin__withdrawn_at=None, done_at=None, on__lte=until)
        .select_related("bulletin")
        .order_by("on", "at", "pk")
    )


def coming(locality: Locality, today: date, days: int = 7) -> QuerySet[Reading]:
    """What the public may listen to from *today* on, within *days*."""
    return waiting(locality, today + timedelta(days=days)).filter(on__gte=today)


def log(locality: Locality) -> QuerySet[Reading]:
    """The log: what was read, the newest first, voided ones among it."""
    return (
        Reading.objects.filter(bulletin__locality=locality, done_at__isnull=False)
        .select_related("bulletin")
        .order_by("-on", "-at", "-pk")
    )


@dataclass(frozen=True)
class Run:
    """*days* running on which something was read, *wanting* more that the law asks for."""

    days: int
    wanting: int
    is_asked: bool


def run_of(bulletin: Bulletin) -> Run:
    """Days running of the script's posting (whichever script read it), or of the script itself."""
    posting = bulletin.posting
    of = Q(bulletin__posting=posting) if posting else Q(bulletin=bulletin)
    days = set(Reading.objects.filter(of).filter(DONE).values_list("on", flat=True))
    if posting is None:
        return Run(longest_run(days), 0, is_asked=False)
    return Run(longest_run(days), days_wanting(posting.forms, days, posting.published_on), is_asked=LOUDSPEAKER in posting.forms)


def aloud(bulletin: Bulletin, day: date) -> Aloud:
    """The script as it is read, names of the place as they are written."""
    return read_aloud(bulletin.text, proper_names(bulletin.locality, day))


def proper_names(locality: Locality, day: date) -> list[str]:
    """How units, bodies and people of *locality* are written; a query a level of units and two more."""
    home = version_on(locality.unit_id, day)
    units = [*([home] if home else []), *ancestors(locality.unit, day), *units_of(locality, day)]
    names = [name for one in units for name in _in_a_sentence(one)]
    names += Body.objects.on(day).filter(locality=locality).values_list("name", flat=True)
    people = Position.objects.on(day).filter(body__locality=locality).values_list("person__name", flat=True)
    return [name for name in dict.fromkeys([*names, *people]) if name]


def _in_a_sentence(unit: UnitVersion) -> tuple[str, str]:
    """«Quan Phố» and «tổ dân phố Quan Phố»: what kind of unit it is begins with no capital there."""
    kind = unit.type.lower()
    own = unit.name[len(kind) :].strip() if unit.name.lower().startswith(kind) else unit.name
    return own, f"{kind} {own}"


def postings_to_read(locality: Locality, limit: int = 30) -> list[Posting]:
    """Postings that have to be read out and have no script yet, the newest first."""
    found = Posting.objects.filter(locality=locality).exclude(bulletins__withdrawn_at=None, bulletins__isnull=False)
    return [one for one in found.order_by("-published_on", "-pk")[: limit * 3] if LOUDSPEAKER in one.forms][:limit]
