"""A recommendation of a board: confirmed, received, answered, looked at again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.recommendations import (
    confirm_recommendation,
    correct_reply,
    recommend,
    reply,
    see_outcome,
    send_recommendation,
    withdraw_recommendation,
)
from kheo.democracy.forms.inspections import (
    NumberForm,
    OutcomeForm,
    ReceivedForm,
    RecommendForm,
    ReplyForm,
    WhyForm,
)
from kheo.democracy.models import Recommendation
from kheo.democracy.papers.inspections import recommendation_paper
from kheo.democracy.queries.board_rights import manages, works_on
from kheo.democracy.queries.recommendations import OUT, line_of, standing_replies, urged_by
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.board_pages import FormPage, answer
from kheo.democracy.views.board_plans import PRINT
from kheo.democracy.views.board_records import inspection_or_404, recommendation_or_404, reply_or_404
from kheo.democracy.views.inspections import trail_of
from kheo.foundation.downloads import as_download, send_printed
from kheo.foundation.text import begin_small, fold
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def recommendation_url(one: Recommendation) -> str:
    return reverse("democracy:recommendation", args=[one.inspection.board.locality.code, one.pk])


@page("board.read")
@require_safe
def recommendation(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = _seen_or_404(request, locality, pk)
    actor, today = acting(request), timezone.localdate()
    replies = standing_replies(one)
    context = {
        "one": one,
        "line": line_of(one, today),
        "crumbs": trail_of(one.inspection),
        "replies": replies,
        "urge": urged_by(one, today),
        "page_url": request.path,
        "outcomes": list(one.outcomes.all()),
        "may_work": works_on(actor, one.inspection.board),
        "may_confirm": manages(actor, locality),
        "may_reply": may(request, "recommendation.reply", locality),
        "wording": wording_note(today),
    }
    return render(request, "democracy/boards/recommendation.html", context)


@page("board.work")
@read_or_write
def recommend_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    inspection = inspection_or_404(locality, pk)
    asked = request.GET.get("tu", "")
    # a village is inspected, but the commune answers for it (Điều 40 khoản 1): its committee unless another was named
    committee = f"Ủy ban nhân dân {begin_small(locality.name)}"
    whom = inspection.whom if fold(inspection.whom).startswith("uy ban nhan dan") else committee
    first = {"whom": whom, "sighting": asked if asked.isascii() and asked.isdigit() else None}
    form = RecommendForm(inspection, request.POST or None, initial=first)
    words = FormPage(
        "Viết kiến nghị", "Ghi kiến nghị", reverse("democracy:inspection", args=[locality.code, pk]),
        "Đã ghi. Mặt trận được báo để xác nhận.", inspection.subject,
        "Khiếu nại, tố cáo không ghi ở đây: gửi nơi tiếp công dân của xã (Luật Tiếp công dân 42/2013/QH13).",
        crumbs=trail_of(inspection),
    )  # fmt: skip
    return answer(request, form, lambda: recommendation_url(recommend(acting(request), inspection, form.content())), words)


@page("board.manage")
@read_or_write
def recommendation_confirm(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = recommendation_or_404(locality, pk)
    form = NumberForm(request.POST or None, initial={"day": timezone.localdate(), "version": one.version})
    note = "Mặt trận xác nhận trước khi gửi (Điều 40 khoản 2 điểm d, Điều 45 khoản 1 điểm d Luật 10/2022/QH15)."
    words = _words(one, "Xác nhận kiến nghị", "Xác nhận", "Đã xác nhận kiến nghị.", note)

    def act() -> str:
        data = form.cleaned_data
        return recommendation_url(confirm_recommendation(acting(request), one, data["number"], data["day"], data["version"]))

    return answer(request, form, act, words, newest=lambda: recommendation_or_404(locality, pk).version)


@page("board.work")
@read_or_write
def recommendation_send(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = recommendation_or_404(locality, pk)
    form = ReceivedForm(request.POST or None, initial={"version": one.version})
    note = (
        "Uỷ ban nhân dân cấp xã trả lời trong 15 ngày kể từ ngày nhận được kiến nghị (Điều 40 khoản 1 điểm c, Điều 45 khoản 2 "
        "điểm c). Từ đây mọi người đọc được kiến nghị và hạn trả lời."
    )
    words = _words(one, "Nơi nhận đã nhận", "Ghi ngày nhận", "Đã ghi ngày nhận.", note)

    def act() -> str:
        data = form.cleaned_data
        return recommendation_url(send_recommendation(acting(request), one, data["received_on"], data["version"]))

    return answer(request, form, act, words, newest=lambda: recommendation_or_404(locality, pk).version)


@page("recommendation.reply")
@read_or_write
def recommendation_reply(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = recommendation_or_404(locality, pk)
    form = ReplyForm(request.POST or None, request.FILES or None, initial={"on": timezone.localdate(), "version": one.version})
    words = _words(one, "Trả lời kiến nghị", "Trả lời", "Đã ghi trả lời; ban được báo.", "Trả lời đăng cùng kiến nghị.")

    def act() -> str:
        made = reply(acting(request), one, form.content(), form.cleaned_data["version"])
        return recommendation_url(made.recommendation)

    return answer(request, form, act, words, newest=lambda: recommendation_or_404(locality, pk).version)


@page("recommendation.reply")
@read_or_write
def reply_correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    before = reply_or_404(locality, pk)
    one = before.recommendation
    first = {"on": timezone.localdate(), "text": before.text, "version": one.version}
    form = ReplyForm(request.POST or None, request.FILES or None, initial=first)
    note = "Trả lời trước vẫn giữ; ngày trả lời đầu tiên không đổi, trả lời muộn vẫn là muộn."
    words = _words(one, "Trả lời lại", "Trả lời lại", "Đã ghi trả lời mới.", note)

    def act() -> str:
        made = correct_reply(acting(request), before, form.content(), form.cleaned_data["version"])
        return recommendation_url(made.recommendation)

    return answer(request, form, act, words, newest=lambda: recommendation_or_404(locality, one.pk).version)


@page("board.work")
@read_or_write
def recommendation_outcome(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = recommendation_or_404(locality, pk)
    form = OutcomeForm(request.POST or None, initial={"on": timezone.localdate(), "version": one.version})
    note = "Ban giám sát việc thực hiện kiến nghị (Điều 38 khoản 2). Mỗi lần xem là một dòng, không sửa dòng trước."
    words = _words(one, "Đã thực hiện chưa", "Ghi đã xem", "Đã ghi.", note)

    def act() -> str:
        data = form.cleaned_data
        is_done = data["is_done"] == "yes"
        made = see_outcome(acting(request), one, data["on"], data["note"], data["version"], is_done=is_done)
        return recommendation_url(made.recommendation)

    return answer(request, form, act, words, newest=lambda: recommendation_or_404(locality, pk).version)


@page("board.work")
@read_or_write
def recommendation_withdraw(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = recommendation_or_404(locality, pk)
    form = WhyForm(request.POST or None, initial={"version": one.version})
    words = _words(one, "Rút kiến nghị", "Rút", "Đã rút kiến nghị.", danger=True)

    def act() -> str:
        data = form.cleaned_data
        return recommendation_url(withdraw_recommendation(acting(request), one, data["why"], data["version"]))

    return answer(request, form, act, words, newest=lambda: recommendation_or_404(locality, pk).version)


@page("board.read")
@require_safe
def recommendation_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    one = _seen_or_404(request, locality, pk)
    back = ("democracy:recommendation", locality.code, pk)
    return send_printed(request, f"kien-nghi-{pk}.{ending}", lambda: PRINT[ending](recommendation_paper(one)), back)


@page("board.read")
@require_safe
def reply_file(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = reply_or_404(locality, pk)
    if found.file is None:
        raise Http404("Trả lời này không có tệp.")
    return as_download(found.file)


def _seen_or_404(request: HttpRequest, locality: Locality, pk: int) -> Recommendation:
    """What did not go out is between the board, the Front and the office."""
    one = recommendation_or_404(locality, pk)
    if one.state not in OUT and not works_on(acting(request), one.inspection.board):
        raise Http404("Không có kiến nghị này.")
    return one


def _words(one: Recommendation, heading: str, verb: str, done: str, note: str = "", *, danger: bool = False) -> FormPage:
    trail = [*trail_of(one.inspection), ("Kiến nghị", recommendation_url(one))]
    return FormPage(heading, verb, recommendation_url(one), done, one.inspection.subject, note, danger, trail)
