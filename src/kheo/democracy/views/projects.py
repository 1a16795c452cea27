"""Projects for the staff: entered, changed, given to, reported on, done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.projects import (
    add_project,
    contribute,
    edit_project,
    finish_project,
    report_progress,
    stop_project,
)
from kheo.democracy.forms.inspections import WhyForm
from kheo.democracy.forms.projects import FinishForm, GiftForm, ProgressForm, ProjectForm, project_initial
from kheo.democracy.models import Board, Project
from kheo.democracy.queries.board_rights import manages, works_on
from kheo.democracy.queries.projects import project_lines, view_of_project
from kheo.democracy.queries.roll import villages_for
from kheo.democracy.views.board_pages import FormPage, answer
from kheo.democracy.views.board_records import gift_or_404, progress_or_404, project_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Actor, Owner, require
from kheo.organisation.models import Locality
from kheo.organisation.queries.words import terms_of

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def project_url(project: Project) -> str:
    return reverse("democracy:project", args=[project.locality.code, project.pk])


@page("board.read")
@require_safe
def project_list(request: HttpRequest, locality: Locality) -> HttpResponse:
    context = {"lines": project_lines(locality, timezone.localdate()), "may_manage": manages(acting(request), locality)}
    return render(request, "democracy/projects/list.html", context)


@page("board.read")
@require_safe
def project(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found, actor = project_or_404(locality, pk), acting(request)
    board = Board.objects.filter(project=found).select_related("body", "locality").first()
    may_manage = manages(actor, locality)
    context = {
        "view": view_of_project(found, timezone.localdate()),
        "project": found,
        "board": board,
        "may_manage": may_manage,
        "giving": _giving(actor, locality),
        "may_report": may_manage or (board is not None and works_on(actor, board)),
    }
    return render(request, "democracy/projects/project.html", context)


@page("project.manage")
@read_or_write
def project_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = ProjectForm(locality, request.POST or None, initial={"version": 0})
    back = reverse("democracy:project_list", args=[locality.code])
    words = FormPage(
        "Thêm công trình, dự án", "Thêm", back, "Đã thêm. Mặt trận lập ban giám sát ở trang của công trình.",
        crumbs=[("Công trình, dự án", back)],
    )  # fmt: skip
    return answer(request, form, lambda: project_url(add_project(acting(request), locality, form.content())), words)


@page("project.manage")
@read_or_write
def project_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = project_or_404(locality, pk)
    form = ProjectForm(locality, request.POST or None, initial=project_initial(held))
    words = _words(held, "Sửa công trình", "Ghi lại", "Đã sửa.")

    def act() -> str:
        return project_url(edit_project(acting(request), held, form.content(), form.cleaned_data["version"]))

    return answer(request, form, act, words, newest=lambda: project_or_404(locality, pk).version)


def _giving(actor: Actor, locality: Locality) -> list[int] | None:
    """The villages whose gifts *actor* writes down; None for the Front and the office, who write every one's."""
    if manages(actor, locality):
        return None
    return [one.unit_id for one in villages_for(actor, "gift.record", locality, timezone.localdate())]


@page("gift.record")
@read_or_write
def gift_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = project_or_404(locality, pk)
    only = _giving(acting(request), locality)
    first = {"on": timezone.localdate(), "village": held.village_id or (only[0] if only else "")}
    form = GiftForm(locality, request.POST or None, initial=first, only=only)
    terms = terms_of(locality, timezone.localdate())
    words = _words(
        held, "Ghi đóng góp của dân", "Ghi", "Đã ghi.", terms.say("Ghi chung cả thôn, tổ dân phố, không ghi tên hộ nào.")
    )
    return answer(request, form, lambda: project_url(contribute(acting(request), held, form.content()).project), words)


@page("gift.record")
@read_or_write
def gift_correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    before = gift_or_404(locality, pk)
    first = {name: getattr(before, name) for name in ("gift", "amount", "households", "on")}
    only = _giving(acting(request), locality)
    if only is not None:
        require(acting(request), "gift.record", locality, Owner(before.village_id or 0))
    first["village"] = before.village_id or ""
    form = GiftForm(locality, request.POST or None, initial=first, corrects=True, only=only)
    words = _words(
        before.project, "Ghi lại đóng góp", "Ghi bản mới", "Đã ghi lại.", "Dòng cũ vẫn giữ. Ghi 0 để bỏ dòng ghi nhầm."
    )
    return answer(
        request, form, lambda: project_url(contribute(acting(request), before.project, form.content(), before).project), words
    )


@page("board.work")
@read_or_write
def progress_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = project_or_404(locality, pk)
    form = ProgressForm(request.POST or None, initial={"on": timezone.localdate()})
    words = _words(held, "Ghi tiến độ", "Ghi", "Đã ghi tiến độ.")
    return answer(request, form, lambda: project_url(report_progress(acting(request), held, form.content()).project), words)


@page("board.work")
@read_or_write
def progress_correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    before = progress_or_404(locality, pk)
    first = {name: getattr(before, name) for name in ("percent", "spent", "on")}
    form = ProgressForm(request.POST or None, initial=first, corrects=True)
    words = _words(before.project, "Ghi lại tiến độ", "Ghi bản mới", "Đã ghi lại.", "Dòng cũ vẫn giữ; ghi vì sao ghi lại.")
    return answer(
        request,
        form,
        lambda: project_url(report_progress(acting(request), before.project, form.content(), before).project),
        words,
    )


@page("project.manage")
@read_or_write
def project_finish(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = project_or_404(locality, pk)
    form = FinishForm(request.POST or None, initial={"version": held.version})
    words = _words(held, "Công trình hoàn thành", "Ghi hoàn thành", "Đã ghi hoàn thành.")

    def act() -> str:
        data = form.cleaned_data
        return project_url(finish_project(acting(request), held, data["done_on"], data["closing"], data["version"]))

    return answer(request, form, act, words, newest=lambda: project_or_404(locality, pk).version)


@page("project.manage")
@read_or_write
def project_stop(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    held = project_or_404(locality, pk)
    form = WhyForm(request.POST or None, initial={"version": held.version})
    words = _words(held, "Dừng công trình", "Ghi dừng", "Đã ghi dừng.", danger=True)

    def act() -> str:
        return project_url(stop_project(acting(request), held, form.cleaned_data["why"], form.cleaned_data["version"]))

    return answer(request, form, act, words, newest=lambda: project_or_404(locality, pk).version)


def _words(held: Project, heading: str, verb: str, done: str, note: str = "", *, danger: bool = False) -> FormPage:
    crumbs = [("Công trình, dự án", reverse("democracy:project_list", args=[held.locality.code])), (held.name, project_url(held))]
    return FormPage(heading, verb, project_url(held), done, held.name, note, danger, crumbs)
