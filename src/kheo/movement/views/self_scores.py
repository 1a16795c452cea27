"""A unit scores itself: its sheets, the sheet saved as it is typed, the head's word, and the office's answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.assessment.actions.self_scoring import may_confirm
from kheo.assessment.models import Assessment
from kheo.assessment.queries.self_scoring import is_written, self_scoring_of, steps_of
from kheo.assessment.queries.sheets import standings
from kheo.assessment.workflow import CONFIRMING, RETURNED, SCORING
from kheo.foundation.forms import say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.assessments import NOT_OPENED
from kheo.movement.actions.self_scores import (
    STILL_SCORED,
    confirm_scores,
    hand_scores,
    return_scores,
    self_score_registration,
    send_back_scores,
    take_over_scores,
)
from kheo.movement.forms.self_scores import CommentForm, SelfScoresForm
from kheo.movement.models import Evidence, Registration
from kheo.movement.queries.appraisals import findings_on
from kheo.movement.queries.assessments import assessment_of, sheet_of
from kheo.movement.queries.registrations import owner_of, place_name
from kheo.movement.queries.self_scores import OWN_ROLES, days_late, own_registrations, own_sheets
from kheo.movement.views.lookup import programme_or_404, registration_or_404, sent_version
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality


@page("assessment.self")
@require_safe
def own_scores(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The sheets of the units and bodies for which somebody works, the newest year first."""
    sheets = own_sheets(own_registrations(acting(request), locality, OWN_ROLES).select_related("programme"))
    return render(request, "movement/self_scores/list.html", {"sheets": sheets})


@page("assessment.self")
@require_http_methods(["GET", "HEAD", "POST"])
def self_scores(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """Score, save, hand to the head. What was typed is kept before it is handed on."""
    found = _own(request, locality, programme, pk)
    form = SelfScoresForm(sheet_of(found)[1], request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = self_score_registration(acting(request), found, form.scores(), sent_version(request))
            if request.POST.get("act") == "hand":
                return _handed(request, found, kept)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu điểm tự chấm; mở ở máy nào cũng chấm tiếp được.")
            return redirect("movement:self_scores", locality.code, found.programme.code, found.pk)
    return _render(request, found, form)


def _handed(request: HttpRequest, found: Registration, kept: Assessment) -> HttpResponse:
    """Hand on what was just kept; a refusal leads back to the sheet, which stays."""
    try:
        hand_scores(acting(request), found, kept.version)
    except RefusedError as refusal:
        messages.error(request, f"Đã lưu, chưa gửi được: {refusal}")
    else:
        messages.success(request, "Đã gửi người đứng đầu xác nhận.")
    return redirect("movement:self_scores", found.programme.locality.code, found.programme.code, found.pk)


def _render(request: HttpRequest, found: Registration, form: SelfScoresForm) -> HttpResponse:
    programme, assessment = found.programme, assessment_of(found)
    scoring = self_scoring_of(assessment)
    is_closed = assessment is not None and assessment.assessed_on is not None
    is_paper = assessment is not None and scoring is None and (is_closed or is_written(assessment))
    is_open = found.state in STILL_SCORED and not is_closed
    context = {
        "programme": programme,
        "registration": found,
        "place": place_name(found),
        "form": form,
        "assessment": assessment,
        "criteria_set": assessment.criteria_set if assessment else programme.criteria_set,
        "standing": standings([assessment.pk])[assessment.pk] if assessment else None,
        "scoring": scoring,
        "steps": steps_of(scoring),
        "is_paper": is_paper,
        "is_closed": is_closed,
        "may_write": is_open and (assessment is None or (scoring is not None and scoring.phase in (SCORING, RETURNED))),
        "may_confirm": is_open
        and scoring is not None
        and scoring.phase == CONFIRMING
        and may_confirm(acting(request), programme.locality, owner_of(found)),
        "late": days_late(programme, scoring, timezone.localdate()),
        "proofs": Evidence.objects.filter(registration=found).values_list("caption", flat=True),
        "findings": [(one, one.text) for one in findings_on(found)],
        "comment_form": CommentForm(),
        "version": assessment.version if assessment else NOT_OPENED,
    }
    return render(request, "movement/self_scores/sheet.html", context, status=422 if form.errors else 200)


@without_once
@page("assessment.self")
@require_POST
def self_scores_save(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """Save as it is typed: 204 with the version that stands now, 409 where somebody else wrote meanwhile."""
    found = _own(request, locality, programme, pk)
    assessment = assessment_of(found)
    stands = assessment.version if assessment else NOT_OPENED
    if sent_version(request) != stands:
        return JsonResponse({"version": stands}, status=409)
    form = SelfScoresForm(sheet_of(found)[1], request.POST)
    try:
        if not form.is_valid():
            raise RefusedError(*[str(error) for errors in form.errors.values() for error in errors])  # noqa: TRY301  said below
        kept = self_score_registration(acting(request), found, form.scores(), stands)
    except RefusedError as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204, headers={"X-Kheo-Version": str(kept.version)})


@page("assessment.self")
@require_POST
def self_scores_head(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """The head confirms, or sends the sheet back: the button says which."""
    found = _own(request, locality, programme, pk)
    try:
        if request.POST.get("act") == "confirm":
            confirm_scores(acting(request), found, sent_version(request))
            messages.success(request, "Đã xác nhận điểm tự chấm. Cơ quan thường trực được báo ngay.")
        else:
            send_back_scores(acting(request), found, request.POST.get("comment", ""), sent_version(request))
            messages.success(request, "Đã trả lại để sửa.")
    except RefusedError as refusal:
        messages.error(request, f"Chưa ghi được: {refusal}")
    return redirect("movement:self_scores", locality.code, found.programme.code, found.pk)


@page("assessment.verify")
@require_POST
def self_scores_office(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """The office returns the sheet to the unit, or takes it over: the button says which."""
    found = _of_programme(locality, programme, pk)
    try:
        if request.POST.get("act") == "take_over":
            take_over_scores(acting(request), found, request.POST.get("reason", ""), sent_version(request))
            messages.success(request, "Từ nay cơ quan thường trực nhập hộ phiếu này; đơn vị được báo.")
        else:
            return_scores(acting(request), found, request.POST.get("comment", ""), sent_version(request))
            messages.success(request, "Đã trả lại đơn vị; đơn vị được báo ngay.")
    except RefusedError as refusal:
        messages.error(request, f"Chưa ghi được: {refusal}")
    return redirect("movement:scores", locality.code, found.programme.code, found.pk)


def _own(request: HttpRequest, locality: Locality, code: str, pk: int) -> Registration:
    found = _of_programme(locality, code, pk)
    require(acting(request), "assessment.self", locality, owner_of(found))
    return found


def _of_programme(locality: Locality, code: str, pk: int) -> Registration:
    """The address names both; a registration under another programme's address is not found."""
    found = registration_or_404(locality, pk)
    programme_or_404(locality, code if found.programme.code == code else "")
    return found
