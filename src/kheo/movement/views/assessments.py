"""Scoring: the ranking of a programme, the sheet of a registration, closing, the minutes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.assessment.queries.self_scoring import self_scoring_of, steps_of
from kheo.assessment.queries.sheets import standings
from kheo.assessment.rules.ranking import ranking_rule
from kheo.assessment.rules.schemes import Basis
from kheo.assessment.workflow import CONFIRMED, WITH_UNIT
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement import papers
from kheo.movement.actions.assessments import (
    NOT_OPENED,
    choose_unit_kind,
    close_all_scores,
    close_scores,
    reopen_scores,
    score_registration,
)
from kheo.movement.forms.assessments import CloseForm, KindForm, ReopenForm, ScoresForm
from kheo.movement.forms.self_scores import CommentForm, PaperForm
from kheo.movement.models import Programme, Registration
from kheo.movement.queries.assessments import assessment_of, next_to_score, places_of, sheet_of, with_registrations
from kheo.movement.queries.councils import council_file_of, council_of
from kheo.movement.queries.file_beside_sheet import file_beside_sheet, judges_blindly, names_for
from kheo.movement.queries.programmes import progress_of
from kheo.movement.queries.self_scores import days_late
from kheo.movement.views.lookup import programme_or_404, registration_or_404, sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Locality

PAGE_SIZE = 200
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PRINTED = {"docx": (DOCX, to_docx), "pdf": ("application/pdf", to_pdf)}


@page("assessment.read")
@require_safe
def assessments(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    return _render_ranking(request, locality, programme, CloseForm())


def _render_ranking(request: HttpRequest, locality: Locality, code: str, form: CloseForm, status: int = 200) -> HttpResponse:
    found = programme_or_404(locality, code)
    ranked = places_of(found)
    listed = Paginator(ranked, PAGE_SIZE).get_page(request.GET.get("trang"))
    shown, is_blind = with_registrations(found, list(listed)), judges_blindly(acting(request), locality)
    names = names_for([one.registration for one in shown], anonymous=is_blind)
    context = {
        "programme": found,
        "listed": listed,
        "ranked": shown,
        "rows": [(one, *names[one.registration.pk]) for one in shown],
        "is_blind": is_blind,
        "ranking_rule": ranking_rule(found.criteria_set.basis if found.criteria_set else ""),
        "by_share": found.criteria_set is not None and found.criteria_set.basis == Basis.PERCENT,
        "council": council_of(found),
        "progress": progress_of(found),
        "first": next((one.key for one in ranked if one.waits), None),
        "begun": any(one.standing.verified for one in ranked),
        "open_and_whole": sum(one.standing.is_complete and not one.is_closed for one in ranked),
        "form": form,
        "may_score": may(request, "assessment.verify", locality),
        "may_close": may(request, "assessment.close", locality),
        "may_decide": found.state == Programme.State.OPEN and may(request, "decision.draft", locality),
    }
    return render(request, "movement/assessments.html", context, status=status)


@page("assessment.close")
@require_POST
def close_all(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            outcome = close_all_scores(acting(request), found, form.cleaned_data["day"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            left = f" Còn {outcome.left} phiếu chưa đủ điểm." if outcome.left else ""
            messages.success(request, f"Đã chốt {outcome.closed} phiếu điểm.{left}")
            return redirect("movement:assessments", locality.code, found.code)
    return _render_ranking(request, locality, programme, form, status=422)


@page("assessment.read")
@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """One registration's sheet beside its file; «ghi và sang hồ sơ tiếp theo» leads through the whole list."""
    found = _of_programme(registration_or_404(locality, pk), programme)
    lines = sheet_of(found)[1]
    form = ScoresForm(lines, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            score_registration(acting(request), found, form.scores(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            return _after_scoring(request, found)
    return _render_sheet(request, found, form, status=422 if form.errors else 200)


def _after_scoring(request: HttpRequest, scored: Registration) -> HttpResponse:
    programme = scored.programme
    following = next_to_score(programme, scored) if request.POST.get("then") == "next" else scored
    if following is None:
        messages.success(request, "Đã ghi điểm. Mọi hồ sơ đều đã có điểm thẩm định; chốt điểm được rồi.")
        return redirect("movement:assessments", programme.locality.code, programme.code)
    messages.success(request, f"Đã ghi điểm «{scored.initiative.title}».")
    return redirect("movement:scores", programme.locality.code, programme.code, following.pk)


def _render_sheet(request: HttpRequest, found: Registration, form: ScoresForm, status: int = 200) -> HttpResponse:
    locality, assessment = found.programme.locality, assessment_of(found)
    version = assessment.version if assessment else NOT_OPENED
    criteria_set = assessment.criteria_set if assessment else found.programme.criteria_set
    scoring = self_scoring_of(assessment)
    file = file_beside_sheet(found, anonymous=judges_blindly(acting(request), locality))
    for line in form.lines:
        if line.score is not None:
            line.score.reason = file.said(line.score.reason)
    context = {
        "programme": found.programme,
        "registration": found,
        "file": file,
        "assessment": assessment,
        "is_closed": assessment is not None and assessment.assessed_on is not None,
        "criteria_set": criteria_set,
        "standing": standings([assessment.pk])[assessment.pk] if assessment else None,
        "kind_form": KindForm(criteria_set, initial={"kind": assessment.unit_kind if assessment else ""})
        if criteria_set and criteria_set.kinds
        else None,
        "council_file": council_file_of(assessment),
        "reopenings": assessment.reopenings.all() if assessment and not file.is_anonymous else [],
        "scoring": scoring,
        "steps": steps_of(scoring),
        "is_confirmed": scoring is not None and scoring.phase == CONFIRMED,
        "is_with_unit": scoring is not None and scoring.phase in WITH_UNIT,
        "late": days_late(found.programme, scoring, timezone.localdate()) if scoring else 0,
        "comment_form": CommentForm(),
        "paper_form": PaperForm(),
        "form": form,
        "version": version,
        "close_form": CloseForm(),
        "reopen_form": ReopenForm(),
        "progress": progress_of(found.programme),
        "may_score": may(request, "assessment.verify", locality),
        "may_close": may(request, "assessment.close", locality),
    }
    return render(request, "movement/scores.html", context, status=status)


@page("assessment.verify")
@require_POST
def unit_kind(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = _of_programme(registration_or_404(locality, pk), programme)
    try:
        choose_unit_kind(acting(request), found, request.POST.get("kind", ""), sent_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa ghi được loại đơn vị: {refusal}")
    else:
        messages.success(request, "Đã ghi loại đơn vị; các mục của phiếu theo loại này.")
    return redirect("movement:scores", locality.code, found.programme.code, found.pk)


@page("assessment.close")
@require_POST
def close(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = _of_programme(registration_or_404(locality, pk), programme)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            close_scores(acting(request), found, form.cleaned_data["day"], sent_version(request))
        except RefusedError as refusal:
            messages.error(request, f"Chưa chốt được: {refusal}")
        else:
            messages.success(request, "Đã chốt phiếu điểm.")
    else:
        messages.error(request, "Chưa chốt được: viết ngày chốt điểm theo ngày/tháng/năm, ví dụ 20/12/2024.")
    return redirect("movement:scores", locality.code, found.programme.code, found.pk)


@page("assessment.close")
@require_POST
def reopen(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = _of_programme(registration_or_404(locality, pk), programme)
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            reopen_scores(acting(request), found, form.cleaned_data["reason"], sent_version(request))
        except RefusedError as refusal:
            messages.error(request, f"Chưa mở lại được: {refusal}")
        else:
            messages.success(request, "Đã mở lại phiếu điểm.")
    else:
        messages.error(request, "Chưa mở lại được: ghi lý do.")
    return redirect("movement:scores", locality.code, found.programme.code, found.pk)


@page("assessment.read")
@require_safe
def minutes(request: HttpRequest, locality: Locality, programme: str, form: str) -> HttpResponse:
    """The minutes as .docx to be completed, or as PDF."""
    found = programme_or_404(locality, programme)
    if judges_blindly(acting(request), locality):
        raise NotAllowedError("Biên bản nêu tên đơn vị; thành viên hội đồng lấy được khi giai đoạn chấm ẩn danh kết thúc.")
    if form not in PRINTED:
        raise Http404("Biên bản có bản .docx và bản .pdf.")
    media_type, set_paper = PRINTED[form]
    try:
        content = set_paper(papers.minutes(found))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("movement:assessments", locality.code, found.code)
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="bien-ban-tham-dinh-{found.code}.{form}"'
    return answer


def _of_programme(registration: Registration, code: str) -> Registration:
    """The address names both; a registration under another programme's address is not found."""
    programme_or_404(registration.programme.locality, code if registration.programme.code == code else "")
    return registration
