"""Scripts, what is read out when, and for how many days running something was."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet

from kheo.democracy.models import Bulletin, Posting, Reading
from kheo.democracy.rules.bulletins import days_wanting
from kheo.democracy.rules.publishing import LOUDSPEAKER, longest_run
from kheo.organisation.models import Locality

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


def postings_to_read(locality: Locality, limit: int = 30) -> list[Posting]:
    """Postings that have to be read out and have no script yet, the newest first."""
    found = Posting.objects.filter(locality=locality).exclude(bulletins__withdrawn_at=None, bulletins__isnull=False)
    return [one for one in found.order_by("-published_on", "-pk")[: limit * 3] if LOUDSPEAKER in one.forms][:limit]
