"""Yearly conferences of villages: the year's list, one conference, its forms and papers."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.community import (
    add_question,
    conclude,
    edit_plan,
    give_notice,
    give_task,
    hold_meeting,
    plan_meeting,
    send_plan,
    send_result,
    write_report,
)
from kheo.democracy.forms.community import (
    ConclusionForm,
    HoldForm,
    NoticeForm,
    PlanForm,
    QuestionForm,
    ReportForm,
    SentForm,
    TaskForm,
)
from kheo.democracy.forms.wording import spoken_here
from kheo.democracy.models import CommunityMeeting
from kheo.democracy.papers.community import notice_paper, plan_paper, result_paper
from kheo.democracy.queries.community import facts, find_meeting, meetings_of, report_titles
from kheo.democracy.queries.roll import villages_for
from kheo.democracy.rules.community import notice_by, rule
from kheo.democracy.rules.wording import wording_note
from kheo.directives.actions.tasks import TaskOwner
from kheo.directives.queries.places import places_offered
from kheo.directives.queries.tasks import may_read
from kheo.directives.views.records import asked_year
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant, require
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import name_on

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
FIRST_YEAR = 2023
PAPERS = {"ke-hoach": plan_paper, "thong-bao": notice_paper, "ket-qua": result_paper}
STAGES = {
    "missing": ("chưa có kế hoạch", "wait"),
    "missed": ("không họp trong năm", "late"),
    "planned": ("đã có kế hoạch", "wait"),
    "noticed": ("đã báo các hộ", "wait"),
    "held": ("đã họp, chưa báo cáo kết quả", "wait"),
    "sent": ("đã họp, đã báo cáo", "done"),
}


@page("community.read")
@require_safe
def community_meetings(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    year = max(asked_year(request, today.year), FIRST_YEAR)
    own = {one.unit_id for one in villages_for(acting(request), "community.run", locality, today)}
    found = sorted(meetings_of(locality, year, today), key=lambda one: one.village.unit_id not in own)  # else by name
    rows = [(one, *STAGES[one.stage]) for one in found]
    context = {
        "year": year,
        "years": range(today.year, FIRST_YEAR - 1, -1),
        "rows": rows,
        "held": sum(one.stage in {"held", "sent"} for one, _label, _tone in rows),
        "may_plan": bool(own),
        "rules": [rule("yearly", today), rule("notice", today)],
        "wording": wording_note(today),
    }
    return render(request, "democracy/community_meetings.html", context)


@page("community.read")
@require_safe
def community_meeting(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _meeting(locality, pk)
    actor = acting(request)
    today = timezone.localdate()
    written = {one.by: one.text for one in found.reports.all()}
    given = [one.task for one in found.conclusions.all() if one.task]
    context = {
        "meeting": found,
        "village": name_on(found.village, found.planned_on),
        "notice_by": notice_by(found.planned_on),
        "notice_rule": rule("notice", found.planned_on),
        "reports_rule": rule("reports", found.planned_on),
        "reports": [(key, label, written.get(key, "")) for key, label in report_titles(found).items()],
        "wording": wording_note(found.planned_on),
        "may_run": find_grant(actor, "community.run", locality, Owner(found.village_id)) is not None
        and found.result_sent_on is None,
        "tasks_to_open": {one.pk for one in given if may_read(actor, one, locality)},
        "may_give": find_grant(actor, "directive.manage", locality) is not None,
        "today": today,
    }
    return render(request, "democracy/community_meeting.html", context)


@page("community.read")
@require_safe
def community_paper(request: HttpRequest, locality: Locality, pk: int, name: str, ending: str) -> HttpResponse:
    found = _meeting(locality, pk)
    if name not in PAPERS or ending not in {"pdf", "docx"}:
        raise Http404("Không có văn bản này.")
    make = to_pdf if ending == "pdf" else to_docx
    back = ("democracy:community_meeting", locality.code, found.pk)
    return send_printed(request, f"hoi-nghi-{found.pk}-{name}.{ending}", lambda: make(PAPERS[name](found)), back)


@page("community.run")
@read_or_write
def community_plan(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    form = spoken_here(
        request, PlanForm(villages_for(acting(request), "community.run", locality, today), None, request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        plan = form.plan()
        try:
            made = plan_meeting(acting(request), locality, form.cleaned_data["village"], plan.planned_on.year, plan)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lập kế hoạch hội nghị.")
            return redirect("democracy:community_meeting", locality.code, made.pk)
    context = {"form": form, "title": "Lập kế hoạch hội nghị định kỳ"}
    return render(request, "democracy/community_form.html", context, status=422 if form.errors else 200)


@page("community.run")
@read_or_write
def community_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own(request, locality, pk)
    form = PlanForm([], found, request.POST or None)

    def act() -> object:
        return edit_plan(acting(request), found, form.plan(), form.cleaned_data["version"])

    about = "Đổi ngày họp thì phải báo lại các hộ." if found.noticed_on else ""
    return _form(request, found, form, act, "Sửa kế hoạch", "Đã sửa kế hoạch.", about)


@page("community.run")
@read_or_write
def community_send_plan(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own(request, locality, pk)
    form = SentForm(request.POST or None, initial={"sent_on": timezone.localdate(), "version": found.version})
    row = rule("plan_to", found.planned_on)

    def act() -> object:
        return send_plan(acting(request), found, form.cleaned_data["sent_on"], form.cleaned_data["version"])

    return _form(
        request, found, form, act, "Gửi kế hoạch", "Đã ghi ngày gửi kế hoạch.", f"{', '.join(row.value)} ({row.citation})."
    )


@page("community.run")
@read_or_write
def community_notice(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own(request, locality, pk)
    form = NoticeForm(request.POST or None, initial={"noticed_on": timezone.localdate(), "version": found.version})
    row = rule("notice", found.planned_on)

    def act() -> object:
        data = form.cleaned_data
        return give_notice(acting(request), found, data["noticed_on"], data["how"], data["version"])

    about = f"Chậm nhất {notice_by(found.planned_on):%d/%m/%Y}, {row.value} ngày trước hội nghị ({row.citation})."
    return _form(request, found, form, act, "Báo các hộ", "Đã ghi ngày báo.", about)


@page("community.run")
@read_or_write
def community_report(request: HttpRequest, locality: Locality, pk: int, by: str) -> HttpResponse:
    """One of the three reports; a new one begins with what the record says."""
    found = _own(request, locality, pk)
    labels = report_titles(found)
    if by not in labels:
        raise Http404("Không có báo cáo này.")
    written = next((one.text for one in found.reports.all() if one.by == by), "")
    told = "\n".join(facts(found, by, timezone.localdate()))
    form = ReportForm(request.POST or None, initial={"text": written or told})

    def act() -> object:
        return write_report(acting(request), found, by, form.cleaned_data["text"])

    about = f"Số liệu của Khéo hôm nay: {told}" if written else "Lời dưới đây lấy từ hồ sơ; đọc lại, thêm việc chưa ghi rồi lưu."
    return _form(request, found, form, act, labels[by], "Đã lưu báo cáo.", about)


@page("community.run")
@read_or_write
def community_hold(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own(request, locality, pk)
    form = HoldForm(request.POST or None, initial={"held_on": found.planned_on, "version": found.version})

    def act() -> object:
        data = form.cleaned_data
        return hold_meeting(acting(request), found, data["held_on"], data["present"], data["guests"], data["version"])

    return _form(request, found, form, act, "Ghi hội nghị đã họp", "Đã ghi hội nghị.")


@page("community.run")
@read_or_write
def community_question(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own(request, locality, pk)
    form = QuestionForm(request.POST or None)

    def act() -> object:
        return add_question(acting(request), found, form.cleaned_data["text"], form.cleaned_data["answer"])

    return _form(request, found, form, act, "Ghi ý kiến", "Đã ghi ý kiến.")


@page("community.run")
@read_or_write
def community_conclude(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own(request, locality, pk)
    form = ConclusionForm(request.POST or None)
    return _form(
        request, found, form, lambda: conclude(acting(request), found, form.cleaned_data["text"]), "Ghi kết luận", "Đã ghi."
    )


@page("directive.manage")
@read_or_write
def community_task(request: HttpRequest, locality: Locality, pk: int, conclusion: int) -> HttpResponse:
    found = _meeting(locality, pk)
    point = next((one for one in found.conclusions.all() if one.pk == conclusion), None)
    if point is None:
        raise Http404("Không có kết luận này.")
    today = timezone.localdate()
    form = TaskForm(places_offered(locality, today), today, request.POST or None)

    def act() -> object:
        place = form.cleaned_data["owner"]
        return give_task(acting(request), point, TaskOwner(place.unit, place.body), form.cleaned_data["due_on"])

    return _form(request, found, form, act, "Giao nhiệm vụ", "Đã giao nhiệm vụ.", point.text)


@page("community.run")
@read_or_write
def community_send_result(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own(request, locality, pk)
    form = SentForm(request.POST or None, initial={"sent_on": timezone.localdate(), "version": found.version})

    def act() -> object:
        return send_result(acting(request), found, form.cleaned_data["sent_on"], form.cleaned_data["version"])

    about = "Gửi Uỷ ban nhân dân và Uỷ ban Mặt trận Tổ quốc cấp xã bằng văn bản; gửi rồi thì hồ sơ hội nghị giữ nguyên."
    return _form(request, found, form, act, "Báo cáo kết quả", "Đã ghi ngày báo cáo kết quả.", about)


def _form(
    request: HttpRequest,
    found: CommunityMeeting,
    form: forms.Form,
    act: Callable[[], object],
    title: str,
    done: str,
    about: str = "",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect("democracy:community_meeting", found.locality.code, found.pk)
    context = {"form": form, "title": title, "about": about, "meeting": found}
    return render(request, "democracy/community_form.html", context, status=422 if form.errors else 200)


def _meeting(locality: Locality, pk: int) -> CommunityMeeting:
    found = find_meeting(locality, pk)
    if found is None:
        raise Http404("Không có hội nghị này.")
    return found


def _own(request: HttpRequest, locality: Locality, pk: int) -> CommunityMeeting:
    found = _meeting(locality, pk)
    require(acting(request), "community.run", locality, Owner(found.village_id))
    return found
