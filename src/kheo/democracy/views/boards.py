"""The boards of a locality for its staff: recognised, filled, announced, dissolved."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.boards import announce_board, dissolve_board, found_board, tell_owner
from kheo.democracy.actions.seats import add_member, leave_board, reseat_member
from kheo.democracy.forms.boards import DissolveForm, FoundForm, LeaveForm, MemberForm, ReseatForm, SupervisionForm, ToldForm
from kheo.democracy.forms.wording import spoken
from kheo.democracy.models import Board
from kheo.democracy.queries.board_rights import manages, works_on
from kheo.democracy.queries.boards import boards_of, plans_of, report_due, view_of, views_of
from kheo.democracy.queries.inspections import inspection_lines
from kheo.democracy.queries.recommendations import first_due, line_of, recommendations_of
from kheo.democracy.rules.boards import no_prolongation
from kheo.democracy.rules.inspections import earliest
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.board_pages import FormPage, answer
from kheo.democracy.views.board_records import board_or_404, member_or_404, project_or_404
from kheo.foundation.downloads import as_download
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.words import terms_of

LEAVES = {
    Board.Kind.INSPECTION: "Theo đề nghị của Mặt trận, nơi đã bầu họp xem xét cho thôi (Điều 36 khoản 2 Luật 10/2022/QH15), "
    "Mặt trận công nhận (Điều 21 khoản 2).",
    Board.Kind.SUPERVISION: "Người dân bầu thì nơi đã bầu họp cho thôi (Điều 17 khoản 1 Nghị định 59/2023/NĐ-CP); người được "
    "cử thì nơi cử cho thôi, cử người khác (Điều 45 khoản 1 điểm a Luật 10/2022/QH15).",
}
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def board_url(board: Board) -> str:
    return reverse("democracy:board", args=[board.locality.code, board.pk])


def crumbs_of(board: Board) -> list[tuple[str, str]]:
    place = board.locality.code
    return [("Ban của dân", reverse("democracy:boards", args=[place])), (board.body.short_name, board_url(board))]


@page("board.read")
@require_safe
def boards(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    views = views_of(list(boards_of(locality)[:200]), today)
    rows = first_due(recommendations_of(locality).filter(state__in=("draft", "confirmed", "sent")))[:60]
    context = {
        "views": [view for view in views if not _is_past(view.board)],
        "past": [view for view in views if _is_past(view.board)],
        "recommendations": [line_of(one, today) for one in rows],
        "may_manage": manages(acting(request), locality),
        "wording": wording_note(today),
    }
    return render(request, "democracy/boards/boards.html", context)


@page("board.read")
@require_safe
def board(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found, today, actor = board_or_404(locality, pk), timezone.localdate(), acting(request)
    rows = recommendations_of(locality).filter(inspection__board=found)
    context = {
        "board": found,
        "view": view_of(found, today),
        "plans": plans_of(found),
        "inspections": inspection_lines(found, today),
        "recommendations": [line_of(one, today) for one in rows],
        "reports": list(found.reports.all()),
        "report_due": report_due(found, today),
        "no_prolongation": no_prolongation(found.kind),
        "is_past": _is_past(found),
        "earliest": earliest(found.kind, found.owner_told_on),
        "may_manage": manages(actor, locality),
        "may_work": works_on(actor, found) and found.dissolved_on is None,
        "wording": wording_note(today),
    }
    return render(request, "democracy/boards/board.html", context)


@page("board.manage")
@read_or_write
def found(request: HttpRequest, locality: Locality) -> HttpResponse:
    terms = terms_of(locality, timezone.localdate())
    form = spoken(FoundForm(locality, request.POST or None, request.FILES or None), terms)
    back = reverse("democracy:boards", args=[locality.code])
    words = FormPage(
        "Công nhận Ban Thanh tra nhân dân", "Ghi ban", back, "Đã ghi. Thêm từng thành viên vào ban.",
        note=f"Mặt trận công nhận kết quả bầu ở các {terms.community} (Điều 40 khoản 2 điểm b Luật 10/2022/QH15), "
        + wording_note(timezone.localdate()),
        crumbs=[("Ban của dân", back)],
    )  # fmt: skip
    return answer(request, form, lambda: board_url(found_board(acting(request), locality, form.content())), words)


@page("board.manage")
@read_or_write
def found_for_project(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    project = project_or_404(locality, pk)
    form = SupervisionForm(request.POST or None, request.FILES or None)
    back = reverse("democracy:project", args=[locality.code, pk])
    words = FormPage(
        "Lập Ban Giám sát đầu tư của cộng đồng", "Ghi ban", back, "Đã ghi. Thêm từng thành viên vào ban.", lead=project.name,
        note="Mặt trận lập ban theo từng chương trình, dự án (Điều 41 khoản 1 Luật 10/2022/QH15), "
        + wording_note(timezone.localdate()),
        crumbs=[("Công trình, dự án", reverse("democracy:project_list", args=[locality.code])), (project.name, back)],
    )  # fmt: skip
    return answer(request, form, lambda: board_url(found_board(acting(request), locality, form.content(project))), words)


def _act(
    request: HttpRequest, held: Board, form: forms.Form, do: Callable[[dict[str, Any]], object], *told: str, danger: bool = False
) -> HttpResponse:
    """One act on the board and back to its page; *told*: title, button, what is said when it was done, note."""
    title, button, said, note = told
    words = FormPage(title, button, board_url(held), said, lead=held.body.name, note=note, crumbs=crumbs_of(held), danger=danger)

    def act() -> str:
        do(form.cleaned_data)
        return board_url(held)

    return answer(request, form, act, words, newest=lambda: board_or_404(held.locality, held.pk).version)


@page("board.manage")
@read_or_write
def member_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = board_or_404(locality, pk)
    form = MemberForm(held, request.POST or None, initial={"version": held.version})
    spoken(form, terms_of(locality, timezone.localdate()))
    return _act(
        request, held, form, lambda data: add_member(acting(request), held, form.content(), data["version"]),
        "Thêm thành viên", "Thêm vào ban", "Đã thêm thành viên.",
        "Chỉ ghi họ tên: đủ để thông báo thành phần ban. Thành viên tự ghi việc của ban khi có tài khoản (trang Tài khoản).",
    )  # fmt: skip


@page("board.manage")
@read_or_write
def member_leave(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    member = member_or_404(locality, pk)
    held = member.board
    form = LeaveForm(member, request.POST or None, initial={"version": held.version})
    return _act(
        request, held, form, lambda data: leave_board(acting(request), member, form.content(), data["version"]),
        f"Cho thôi: {member.position.person.name}", "Ghi thôi", "Đã ghi.", LEAVES[Board.Kind(held.kind)], danger=True,
    )  # fmt: skip


@page("board.manage")
@read_or_write
def member_reseat(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    member = member_or_404(locality, pk)
    held = member.board
    form = ReseatForm(request.POST or None, initial={"version": held.version, "seat": member.seat})
    return _act(
        request, held, form,
        lambda data: reseat_member(acting(request), member, data["seat"], data["on"], data["version"]),
        f"Giữ vị trí khác: {member.position.person.name}", "Ghi vị trí", "Đã ghi vị trí mới.",
        "Mặt trận tổ chức cuộc họp của ban để bầu Trưởng ban, Phó Trưởng ban (Điều 40 khoản 2 điểm b, Điều 45 khoản 1 điểm a).",
    )  # fmt: skip


@page("board.manage")
@read_or_write
def announce(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = board_or_404(locality, pk)
    form = ToldForm(request.POST or None, initial={"version": held.version})
    return _act(
        request, held, form, lambda data: announce_board(acting(request), held, data["day"], data["version"]),
        "Đã thông báo thành phần ban", "Ghi ngày", "Đã ghi ngày thông báo.",
        "Đến Hội đồng nhân dân, Uỷ ban nhân dân cùng cấp và Nhân dân (Điều 40 khoản 2 điểm b, Điều 45 khoản 1 điểm b).",
    )  # fmt: skip


@page("board.manage")
@read_or_write
def owner_told(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = board_or_404(locality, pk)
    form = ToldForm(request.POST or None, initial={"version": held.version})
    return _act(
        request, held, form, lambda data: tell_owner(acting(request), held, data["day"], data["version"]),
        "Đã báo chủ đầu tư", "Ghi ngày", "Đã ghi ngày báo chủ đầu tư.",
        "Kế hoạch giám sát và thành phần ban, chậm nhất 45 ngày trước ngày thực hiện (Điều 45 khoản 1 điểm b).",
    )  # fmt: skip


@page("board.work")
@read_or_write
def dissolve(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = board_or_404(locality, pk)
    form = DissolveForm(request.POST or None, initial={"version": held.version})
    return _act(
        request, held, form, lambda data: dissolve_board(acting(request), held, data["day"], data["why"], data["version"]),
        "Ban tự giải thể", "Ghi giải thể", "Đã ghi: ban tự giải thể.",
        "Việc đã ghi của ban vẫn đọc được; thành viên thôi từ ngày này (Điều 41 khoản 1 Luật 10/2022/QH15).", danger=True,
    )  # fmt: skip


@page("board.read")
@require_safe
def board_file(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = board_or_404(locality, pk)
    if held.file is None:
        raise Http404("Ban này chưa có tệp.")
    return as_download(held.file)


def _is_past(board: Board) -> bool:
    today = timezone.localdate()
    return board.dissolved_on is not None or (board.term_to is not None and board.term_to < today)
