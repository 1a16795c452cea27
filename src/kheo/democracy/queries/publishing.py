"""Postings: those of a commune, and what is posted in a village now."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from kheo.democracy.models import PlanApproval, PlanLine, Posting, PostingDraft, PostingForm, Proof, PublishingPlan
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Locality, Succession, Unit

THIRTY_DAYS = timedelta(days=30)


def valid_proofs() -> QuerySet[Proof]:
    """Proofs that nobody corrected; a void row proves nothing."""
    return Proof.objects.filter(corrected_by=None).exclude(kind=Proof.Kind.VOID)


def postings_of(locality: Locality) -> QuerySet[Posting]:
    """Everything published by *locality*, the newest first, with its paper."""
    return Posting.objects.filter(locality=locality).select_related("paper", "locality").order_by("-published_on", "-pk")


def find_posting(locality: Locality, pk: int) -> Posting | None:
    return postings_of(locality).select_related("changes", "line", "draft").filter(pk=pk).first()


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


def has_loudspeaker(locality: Locality, year: int) -> bool:
    """Whether the commune has a loudspeaker network, as the plan of *year* or the last one before says; no plan yet: none."""
    plans = PublishingPlan.objects.filter(locality=locality, year__lte=year).order_by("-year")
    return bool(plans.values_list("has_loudspeaker", flat=True).first())


def find_plan(locality: Locality, year: int) -> PublishingPlan | None:
    return PublishingPlan.objects.filter(locality=locality, year=year).select_related("locality__unit").first()


def find_line(locality: Locality, pk: int) -> PlanLine | None:
    return PlanLine.objects.filter(plan__locality=locality, pk=pk).select_related("plan__locality__unit").first()


def drafts_of(locality: Locality) -> QuerySet[PostingDraft]:
    """What is prepared and not yet published, the newest first."""
    found = PostingDraft.objects.filter(locality=locality, posting=None)
    return found.select_related("paper", "locality__unit", "line__plan", "changes")


def find_draft(locality: Locality, pk: int) -> PostingDraft | None:
    return drafts_of(locality).filter(pk=pk).first()


def find_original(locality: Locality, pk: int) -> StoredFile | None:
    """The paper that a masked copy replaced in draft *pk*, published or not."""
    draft = PostingDraft.objects.filter(locality=locality, pk=pk).select_related("original").first()
    return draft.original if draft else None


def find_proof(locality: Locality, pk: int) -> Proof | None:
    found = Proof.objects.filter(posting__locality=locality, pk=pk)
    return found.select_related("posting__locality__unit", "file", "village").first()


def plan_years(locality: Locality) -> list[int]:
    return list(PublishingPlan.objects.filter(locality=locality).order_by("-year").values_list("year", flat=True))


def approval_of(plan: PublishingPlan) -> PlanApproval | None:
    """The paper by which *plan* was last adopted."""
    return PlanApproval.objects.filter(plan=plan).select_related("file").order_by("-pk").first()


def lines_offered(locality: Locality, today: date) -> QuerySet[PlanLine]:
    """Lines under which something may be published: of the plans of last year and this one, the ones due first."""
    years = (today.year - 1, today.year)
    found = PlanLine.objects.filter(plan__locality=locality, plan__year__in=years).select_related("plan")
    return found.order_by("plan__year", "item", "due_on", "pk")


def list_line(locality: Locality, year: int, period: str) -> PlanLine | None:
    """The plan's line of the quarterly list of *period* («quý III năm 2026»)."""
    return PlanLine.objects.filter(plan__locality=locality, plan__year=year, item=0, period=period).select_related("plan").first()


PAGE_SIZE = 20


def public_list(locality: Locality, item: int | None, year: int) -> QuerySet[Posting]:
    """What everybody reads: postings of *year* (0: every year), of *item* or of all, the newest first."""
    found = postings_of(locality)
    found = found.filter(item=item) if item is not None else found
    return found.filter(published_on__year=year) if year else found


def published_before(locality: Locality) -> list[Locality]:
    """Localities whose unit went into that of *locality* and that published something: their lists stay under their own names."""
    came = Succession.objects.filter(successor=locality.unit_id).values("predecessor")
    found = Locality.objects.filter(unit__in=came).exclude(pk=locality.pk)
    return list(found.filter(Exists(Posting.objects.filter(locality=OuterRef("pk")))).order_by("code"))


def posting_years(locality: Locality) -> list[int]:
    return [day.year for day in Posting.objects.filter(locality=locality).dates("published_on", "year", order="DESC")]
