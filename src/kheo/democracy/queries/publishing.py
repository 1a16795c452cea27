"""Postings: those of a commune, and what is posted in a village now."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from kheo.democracy.models import Posting, PostingForm, Proof
from kheo.organisation.models import Locality, Unit

THIRTY_DAYS = timedelta(days=30)


def valid_proofs() -> QuerySet[Proof]:
    """Proofs that nobody corrected; a void row proves nothing."""
    return Proof.objects.filter(corrected_by=None).exclude(kind=Proof.Kind.VOID)


def postings_of(locality: Locality) -> QuerySet[Posting]:
    """Everything published by *locality*, the newest first, with its paper."""
    return Posting.objects.filter(locality=locality).select_related("paper", "locality").order_by("-published_on", "-pk")


def find_posting(locality: Locality, pk: int) -> Posting | None:
    return postings_of(locality).select_related("changes", "line").filter(pk=pk).first()


def posted_in(village: Unit, locality: Locality, day: date) -> QuerySet[Posting]:
    """What the people of *village* can read on its board or on the page on *day*, the newest first.

    Published, its thirty days not over (Điều 13 khoản 2), not taken down there; items 4 and 13 until a posting changes them.
    A village that took over from a merged one owes the people what still runs: so nothing published before it is left out.
    """
    here = valid_proofs().filter(posting=OuterRef("pk"), village=village, form=PostingForm.VILLAGE_BOARD)
    hung = here.filter(kind=Proof.Kind.SHOWN, on__lte=day, on__gte=day - THIRTY_DAYS)
    ended = here.filter(kind=Proof.Kind.ENDED, on__lte=day)
    changed = Posting.objects.filter(changes=OuterRef("pk"), published_on__lte=day)
    always = Q(shown_until=None) & ~Exists(changed)
    return (
        postings_of(locality)
        .filter(published_on__lte=day)
        .filter(always | Q(shown_until__gte=day) | Q(Exists(hung)))
        .exclude(Exists(ended))
    )
