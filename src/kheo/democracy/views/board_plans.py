"""Plans of a board, and its reports: drawn from the record, sent once, kept as sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.board_plans import plan_work, send_report
from kheo.democracy.forms.boards import PeriodForm, PlanForm, ReportForm, asked_period, period_initial
from kheo.democracy.papers.boards import plan_paper, report_paper
from kheo.democracy.queries.board_reports import report_of
from kheo.democracy.queries.board_rights import works_on
from kheo.democracy.queries.boards import period_of
from kheo.democracy.rules.plans import PLAN_PARTS, quarter_of
from kheo.democracy.views.board_pages import FormPage, answer
from kheo.democracy.views.board_records import board_or_404, plan_or_404, report_or_404
from kheo.democracy.views.boards import board_url, crumbs_of
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
PRINT = {"docx": to_docx, "pdf": to_pdf}


@page("board.work")
@read_or_write
def plan_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = board_or_404(locality, pk)
    form = PlanForm(request.POST or None, initial=period_initial(quarter_of(timezone.localdate())))
    words = FormPage(
        "Lập kế hoạch của ban", "Ghi kế hoạch", board_url(held), "Đã ghi kế hoạch.", lead=held.body.name,
        note="Theo quý, 6 tháng, năm và nhiệm kỳ (Nghị định 59/2023/NĐ-CP Điều 14 khoản 1); ban theo dự án: Điều 18 khoản 1.",
        crumbs=crumbs_of(held),
    )  # fmt: skip
    return answer(
        request, form, lambda: _plan_url(locality, plan_work(acting(request), held, form.chosen(), form.parts()).pk), words
    )


@page("board.work")
@read_or_write
def plan_change(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    before = plan_or_404(locality, pk)
    held, period = before.board, period_of(before)
    form = PlanForm(request.POST or None, initial=before.parts, fixed=True)
    words = FormPage(
        f"Điều chỉnh kế hoạch {period.label}", "Ghi bản điều chỉnh", _plan_url(locality, pk), "Đã ghi bản điều chỉnh.",
        lead=held.body.name, note="Bản trước vẫn giữ; bản mới ghi rõ thay bản nào.", crumbs=crumbs_of(held),
    )  # fmt: skip
    return answer(
        request, form, lambda: _plan_url(locality, plan_work(acting(request), held, period, form.parts(), before).pk), words
    )


@page("board.read")
@require_safe
def plan(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = plan_or_404(locality, pk)
    after = getattr(found, "replaced_by", None)
    context = {
        "plan": found,
        "board": found.board,
        "crumbs": crumbs_of(found.board),
        "period": period_of(found),
        "parts": [(label, found.parts.get(key, "")) for key, label in PLAN_PARTS.items() if found.parts.get(key)],
        "after": after,
        "may_work": after is None and found.board.dissolved_on is None and works_on(acting(request), found.board),
    }
    return render(request, "democracy/boards/plan.html", context)


@page("board.read")
@require_safe
def plan_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = plan_or_404(locality, pk)
    back = ("democracy:board_plan", locality.code, pk)
    return send_printed(request, f"ke-hoach-ban-{pk}.{ending}", lambda: PRINT[ending](plan_paper(found)), back)


@page("board.read")
@require_safe
def report(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What the board would report of a period today, before it is sent."""
    held, today = board_or_404(locality, pk), timezone.localdate()
    period = asked_period(request.GET or None, today)
    sent = held.reports.filter(span=period.span, year=period.year, number_in_year=period.number).first()
    context = {
        "board": held,
        "crumbs": crumbs_of(held),
        "period": period,
        "said": sent.said if sent else report_of(held, period, today),
        "sent": sent,
        "choose": PeriodForm(initial=period_initial(period)),
        "asked": f"period={period.span}-{period.number}&year={period.year}",
        "may_work": held.dissolved_on is None and works_on(acting(request), held),
    }
    return render(request, "democracy/boards/report.html", context)


@page("board.work")
@read_or_write
def report_send(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held, today = board_or_404(locality, pk), timezone.localdate()
    period = asked_period(request.GET or None, today)
    form = ReportForm(request.POST or None, initial={**period_initial(period), "sent_on": today})
    words = FormPage(
        "Báo cáo đã gửi Mặt trận", "Ghi đã gửi", reverse("democracy:board_report", args=[locality.code, pk]),
        "Đã ghi: báo cáo giữ nguyên như lúc gửi.", lead=held.body.name,
        note="Mỗi kỳ gửi một lần (Nghị định 59/2023/NĐ-CP Điều 14 khoản 3, Điều 18 khoản 3). Từ đây báo cáo này không đổi nữa.",
        crumbs=crumbs_of(held),
    )  # fmt: skip

    def act() -> str:
        data = form.cleaned_data
        send_report(acting(request), held, form.chosen(), data["number"], data["sent_on"])
        return board_url(held)

    return answer(request, form, act, words)


@page("board.read")
@require_safe
def report_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    """The draft of a period's report, as the record gives it today."""
    held, today = board_or_404(locality, pk), timezone.localdate()
    period = asked_period(request.GET or None, today)
    back = ("democracy:board_report", locality.code, pk)
    said = report_of(held, period, today)
    return send_printed(request, f"bao-cao-ban-{pk}.{ending}", lambda: PRINT[ending](report_paper(held, period, said)), back)


@page("board.read")
@require_safe
def sent_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    """A report that was sent, with what it said then."""
    found = report_or_404(locality, pk)
    back = ("democracy:board", locality.code, found.board_id)
    name = f"bao-cao-ban-da-gui-{pk}.{ending}"
    return send_printed(
        request, name, lambda: PRINT[ending](report_paper(found.board, period_of(found), found.said, found)), back
    )


def _plan_url(locality: Locality, pk: int) -> str:
    return reverse("democracy:board_plan", args=[locality.code, pk])
