"""An inspection: planned, told, held, found, confirmed; its photographs and the paper of its plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.board_inspections import (
    cancel_inspection,
    confirm_minutes,
    hold_inspection,
    move_inspection,
    plan_inspection,
    send_plan,
)
from kheo.democracy.actions.sightings import add_sighting, correct_sighting
from kheo.democracy.forms.inspections import (
    ConfirmForm,
    HeldForm,
    InspectionForm,
    MoveForm,
    SendForm,
    SightingForm,
    WhyForm,
)
from kheo.democracy.models import Board, Inspection
from kheo.democracy.papers.inspections import inspection_paper
from kheo.democracy.queries.board_rights import manages, works_on
from kheo.democracy.queries.boards import place_of
from kheo.democracy.queries.inspections import line_of_inspection
from kheo.democracy.queries.recommendations import line_of, recommendations_of, seen_at
from kheo.democracy.views.board_pages import FormPage, answer
from kheo.democracy.views.board_plans import PRINT
from kheo.democracy.views.board_records import board_or_404, inspection_or_404, photo_or_404, sighting_or_404
from kheo.democracy.views.boards import board_url, crumbs_of
from kheo.foundation.downloads import UNKEPT, in_place, send_printed
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def inspection_url(one: Inspection) -> str:
    return reverse("democracy:inspection", args=[one.board.locality.code, one.pk])


def trail_of(one: Inspection) -> list[tuple[str, str]]:
    return [*crumbs_of(one.board), (one.subject, inspection_url(one))]


@page("board.read")
@require_safe
def inspection(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one, today, actor = inspection_or_404(locality, pk), timezone.localdate(), acting(request)
    may_work = works_on(actor, one.board) and one.board.dissolved_on is None
    rows = recommendations_of(locality).filter(inspection=one).order_by("pk")
    context = {
        "one": one,
        "crumbs": crumbs_of(one.board),
        "line": line_of_inspection(one, today),
        "village": place_of(one.village, one.planned_on),
        "seen": seen_at([one]).get(one.pk, []),
        "recommendations": [line_of(row, today) for row in rows],
        "is_of_inspection_board": one.board.kind == Board.Kind.INSPECTION,
        "may_work": may_work,
        "may_confirm": manages(actor, locality),
    }
    return render(request, "democracy/boards/inspection.html", context)


@page("board.work")
@read_or_write
def inspection_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    board = board_or_404(locality, pk)
    form = InspectionForm(board, request.POST or None)
    words = FormPage(
        "Thêm cuộc kiểm tra, giám sát", "Thêm", board_url(board), "Đã thêm. Gửi kế hoạch cho nơi được kiểm tra đúng ngày.",
        lead=board.body.name, crumbs=crumbs_of(board),
        note=(
            "Kế hoạch gửi Mặt trận, Chủ tịch Uỷ ban nhân dân và đối tượng chậm nhất 05 ngày làm việc trước khi tiến hành "
            "(Nghị định 59/2023/NĐ-CP Điều 14 khoản 1 điểm b)."
            if board.kind == Board.Kind.INSPECTION
            else "Mặt trận báo chủ đầu tư chậm nhất 45 ngày trước ngày thực hiện (Luật 10/2022/QH15 Điều 45 khoản 1 điểm b)."
        ),
    )  # fmt: skip
    return answer(request, form, lambda: inspection_url(plan_inspection(acting(request), board, form.content())), words)


@page("board.work")
@read_or_write
def inspection_move(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = inspection_or_404(locality, pk)
    form = MoveForm(request.POST or None, initial={"planned_on": one.planned_on, "version": one.version})
    words = _words(one, "Dời ngày", "Ghi ngày mới", "Đã dời ngày.")

    def act() -> str:
        return inspection_url(
            move_inspection(acting(request), one, form.cleaned_data["planned_on"], form.cleaned_data["version"])
        )

    return answer(request, form, act, words, newest=lambda: inspection_or_404(locality, pk).version)


@page("board.work")
@read_or_write
def inspection_send(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one, today = inspection_or_404(locality, pk), timezone.localdate()
    told = line_of_inspection(one, today).told if one.board.kind == Board.Kind.INSPECTION else None
    note = f"Chậm nhất ngày {told.last:%d/%m/%Y} ({told.citation}). Gửi muộn thì ghi vì sao." if told else ""
    form = SendForm(request.POST or None, initial={"sent_on": today, "version": one.version})
    words = _words(one, "Đã gửi kế hoạch", "Ghi ngày gửi", "Đã ghi ngày gửi kế hoạch.", note)

    def act() -> str:
        data = form.cleaned_data
        return inspection_url(send_plan(acting(request), one, data["sent_on"], data["late_why"], data["version"]))

    return answer(request, form, act, words, newest=lambda: inspection_or_404(locality, pk).version)


@page("board.work")
@read_or_write
def inspection_hold(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = inspection_or_404(locality, pk)
    first = min(one.planned_on, timezone.localdate())
    form = HeldForm(request.POST or None, initial={"held_on": first, "version": one.version})
    words = _words(one, "Ghi kết quả", "Ghi kết quả", "Đã ghi. Thêm từng điều đã thấy, kèm ảnh.")

    def act() -> str:
        data = form.cleaned_data
        acted = hold_inspection(acting(request), one, data["held_on"], data["conclusion"], data["version"], data["late_why"])
        return inspection_url(acted)

    return answer(request, form, act, words, newest=lambda: inspection_or_404(locality, pk).version)


@page("board.manage")
@read_or_write
def inspection_confirm(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = inspection_or_404(locality, pk)
    form = ConfirmForm(request.POST or None, initial={"day": timezone.localdate(), "version": one.version})
    note = (
        "Mặt trận xác nhận biên bản (Luật 10/2022/QH15 Điều 40 khoản 2 điểm d). Từ đó mọi người đọc được kết quả và phát hiện, "
        "trừ dấu hiệu vi phạm."
    )
    words = _words(one, "Xác nhận biên bản", "Xác nhận", "Đã xác nhận biên bản.", note)

    def act() -> str:
        return inspection_url(confirm_minutes(acting(request), one, form.cleaned_data["day"], form.cleaned_data["version"]))

    return answer(request, form, act, words, newest=lambda: inspection_or_404(locality, pk).version)


@page("board.work")
@read_or_write
def inspection_cancel(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = inspection_or_404(locality, pk)
    form = WhyForm(request.POST or None, initial={"version": one.version})
    words = _words(one, "Không tiến hành nữa", "Cho thôi", "Đã cho thôi.", danger=True)

    def act() -> str:
        return inspection_url(cancel_inspection(acting(request), one, form.cleaned_data["why"], form.cleaned_data["version"]))

    return answer(request, form, act, words, newest=lambda: inspection_or_404(locality, pk).version)


@page("board.work")
@read_or_write
def sighting_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """On a telephone at the place itself: what was seen, and a photograph."""
    one = inspection_or_404(locality, pk)
    form = SightingForm(request.POST or None, request.FILES or None)
    words = _words(one, "Ghi điều đã thấy", "Ghi lại", "Đã ghi.")

    def act() -> str:
        return inspection_url(add_sighting(acting(request), one, form.content()).inspection)

    return answer(request, form, act, words, draft=f"phat-hien-{pk}")


@page("board.work")
@read_or_write
def sighting_correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    before = sighting_or_404(locality, pk)
    form = SightingForm(request.POST or None, request.FILES or None, initial={"kind": before.kind, "text": before.text})
    note = f"Bản trước vẫn giữ, ảnh cũ đi theo bản mới. Bản trước ghi: «{before.text}»"
    words = _words(before.inspection, "Ghi lại phát hiện", "Ghi bản mới", "Đã ghi bản mới.", note)

    def act() -> str:
        return inspection_url(correct_sighting(acting(request), before, form.content()).inspection)

    return answer(request, form, act, words)


@page("board.read")
@require_safe
def photo(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return in_place(photo_or_404(locality, pk, public=False).file, UNKEPT)


@page("board.read")
@require_safe
def inspection_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    one = inspection_or_404(locality, pk)
    back = ("democracy:inspection", locality.code, pk)
    return send_printed(request, f"ke-hoach-kiem-tra-{pk}.{ending}", lambda: PRINT[ending](inspection_paper(one)), back)


def _words(one: Inspection, heading: str, verb: str, done: str, note: str = "", *, danger: bool = False) -> FormPage:
    return FormPage(heading, verb, inspection_url(one), done, one.subject, note, danger, trail_of(one))
