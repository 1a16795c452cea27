"""Papers of publishing as .docx and PDF, and the quarterly list made ready to be posted."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kheo.democracy.actions.postings import PostingContent, draft_posting
from kheo.democracy.papers.publishing import list_paper, plan_paper, report_paper
from kheo.democracy.queries.publishing import list_line
from kheo.democracy.rules.plan_lines import QUARTERS, quarter_end
from kheo.democracy.rules.publishing import QUARTERLY_LIST
from kheo.democracy.views.posting_lookup import number_asked, plan_or_404
from kheo.documents.content import Paper
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_made
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

MAKERS = {"docx": to_docx, "pdf": to_pdf}
FIRST_YEAR, LAST_YEAR = 2023, 2100


@page("publishing.read")
@require_safe
def plan(request: HttpRequest, locality: Locality, year: int, ending: str) -> HttpResponse:
    found = plan_or_404(locality, year)
    return _printed(request, locality, lambda: plan_paper(found, timezone.localdate()), f"ke-hoach-cong-khai-{year}", ending)


@page("publishing.read")
@require_safe
def quarterly_list(request: HttpRequest, locality: Locality, year: int, ending: str) -> HttpResponse:
    """The list of ``?quy=`` (1 to 4)."""
    quarter = _quarter(number_asked(request, "quy"), year)
    name = f"danh-muc-cong-khai-quy-{quarter}-{year}"
    return _printed(request, locality, lambda: list_paper(locality, year, quarter, timezone.localdate()), name, ending)


@page("publishing.read")
@require_safe
def report(request: HttpRequest, locality: Locality, year: int, ending: str) -> HttpResponse:
    plan_or_404(locality, year)
    made = f"bao-cao-cong-khai-{year}"
    return _printed(request, locality, lambda: report_paper(locality, year, timezone.localdate()), made, ending)


@page("publishing.manage")
@require_POST
def post_list(request: HttpRequest, locality: Locality, year: int) -> HttpResponse:
    """Make the list of a quarter that is over, and prepare it as a posting: five working days run from the quarter's end."""
    text = request.POST.get("quy", "")
    quarter = _quarter(int(text) if text in {"1", "2", "3", "4"} else 0, year)
    today, end = timezone.localdate(), quarter_end(year, quarter)
    back = f"{reverse('democracy:publishing', args=[locality.code])}?nam={year}"
    named = f"{QUARTERS[quarter - 1]} năm {year}"
    if today <= end:
        messages.error(request, f"{named[:1].upper()}{named[1:]} còn đến {end:%d/%m/%Y}; hết quý mới niêm yết danh mục.")
        return redirect(back)
    try:
        paper = to_pdf(list_paper(locality, year, quarter, today))
        line = list_line(locality, year, named)
        content = PostingContent(
            item=QUARTERLY_LIST,
            title=f"Danh mục nội dung đã công khai {named}",
            summary=f"Những nội dung đã công khai trong {named}, kèm hình thức và thời gian của từng nội dung.",
            paper_day=end,
            responsible=line.responsible if line and line.responsible else "Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân",
            line=line,
        )
        sent = SentFile(f"danh-muc-quy-{quarter}-{year}.pdf", paper, is_not_secret=True)
        made = draft_posting(acting(request), locality, content, sent)
    except RefusedError as refusal:
        messages.error(request, f"Chưa lập được danh mục: {refusal}")
        return redirect(back)
    messages.success(request, "Đã lập danh mục từ những gì đã công khai. Xem lại rồi bấm «Công khai».")
    return redirect("democracy:draft", locality.code, made.pk)


def _quarter(number: int, year: int) -> int:
    if number not in {1, 2, 3, 4} or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404("Không có quý này.")
    return number


def _printed(request: HttpRequest, locality: Locality, make: Callable[[], Paper], name: str, ending: str) -> HttpResponse:
    try:
        return send_made(MAKERS[ending](make()), f"{name}.{ending}")
    except RefusedError as refusal:
        messages.error(request, f"Chưa in được: {refusal}")
        return redirect("democracy:publishing", locality.code)
