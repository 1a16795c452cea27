"""Finding what an address of publishing names, of this locality alone."""

from datetime import date

from django.http import Http404, HttpRequest

from kheo.democracy.models import PlanLine, Posting, PostingDraft, Proof, PublishingPlan
from kheo.democracy.queries.publishing import find_draft, find_line, find_plan, find_posting, find_proof
from kheo.democracy.rules.publishing import FIRST_DAY
from kheo.organisation.models import Locality


def plan_or_404(locality: Locality, year: int) -> PublishingPlan:
    found = find_plan(locality, year) if 0 < year < 10_000 else None
    if found is None:
        raise Http404("Chưa có kế hoạch công khai của năm này.")
    return found


def line_or_404(locality: Locality, pk: int) -> PlanLine:
    found = find_line(locality, pk)
    if found is None:
        raise Http404("Không có dòng kế hoạch này.")
    return found


def posting_or_404(locality: Locality, pk: int) -> Posting:
    found = find_posting(locality, pk)
    if found is None:
        raise Http404("Không có nội dung công khai này.")
    return found


def draft_or_404(locality: Locality, pk: int) -> PostingDraft:
    found = find_draft(locality, pk)
    if found is None:
        raise Http404("Không có bản chuẩn bị này; có thể đã công khai hoặc đã bỏ.")
    return found


def proof_or_404(locality: Locality, pk: int) -> Proof:
    found = find_proof(locality, pk)
    if found is None:
        raise Http404("Không có minh chứng này.")
    return found


def number_asked(request: HttpRequest, name: str) -> int:
    """The number that the address asks for under *name*; 0 where it asks for none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def year_asked(request: HttpRequest, today: date) -> int:
    """The year of ``?nam=``; the year of *today* where none is asked for, or one in which nothing can have been published."""
    year = number_asked(request, "nam")
    return year if FIRST_DAY.year <= year <= today.year + 2 else today.year
