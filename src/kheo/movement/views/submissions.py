"""Registering, as the unit does it: its forms, a new one, the form saved as it is typed, handing in, taking back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.submissions import (
    StaleDraftError,
    begin_submission,
    submit_submission,
    take_up_submission,
    withdraw_submission,
    write_submission,
)
from kheo.movement.forms.submissions import BeginForm, DraftForm, HandInForm, ReasonForm
from kheo.movement.models import Programme, Submission
from kheo.movement.queries.carrying import carried_content, offers_for
from kheo.movement.queries.places import places_held
from kheo.movement.queries.rounds import items_of
from kheo.movement.queries.submissions import (
    choices_of,
    held_by,
    owner_of_form,
    place_of_form,
    standing_of,
    submissions,
    twin_of,
    what_is_missing,
    words_of,
)
from kheo.movement.rules.submissions import SubmissionContent
from kheo.movement.views.lookup import programme_or_404, sent_number, sent_version, submission_or_404
from kheo.movement.workflow import SUBMISSION
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality

PAGE_SIZE = 50


@page("submission.write")
@require_safe
def own_submissions(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The forms of the units and bodies for which somebody writes; the office sees those of everybody."""
    rows = submissions(locality).defer("content").select_related("programme")
    is_office = may(request, "submission.decide", locality)
    listed = (rows if is_office else rows.filter(held_by(acting(request), locality))).order_by("-programme__year", "-changed_at")
    context = {
        "listed": Paginator(listed, PAGE_SIZE).get_page(request.GET.get("trang")),
        "programmes": Programme.objects.filter(locality=locality, state=Programme.State.OPEN),
        "is_office": is_office,
    }
    return render(request, "movement/submissions/list.html", context)


@page("submission.write")
@require_http_methods(["GET", "HEAD", "POST"])
def submission_new(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """Begin: for whom and under which name, or carry on what was carried out last year."""
    found = programme_or_404(locality, programme)
    actor = acting(request)
    is_office = may(request, "submission.decide", locality)
    places = places_held(actor, "submission.write", found)
    offers = offers_for(actor, found)
    form = BeginForm(places, locality.unit_id, request.POST if request.method == "POST" and "act" not in request.POST else None)
    if request.method == "POST":
        try:
            if "act" in request.POST:
                offer = next((one for one in offers if one.registration.pk == sent_number(request, "carried")), None)
                if offer is None:
                    raise RefusedError("Mô hình này không còn trong danh sách tiếp tục; tải lại trang.")  # noqa: TRY301  said below
                initiative = offer.registration.initiative
                content = carried_content(offer.registration, found)
                place = initiative.body or initiative.unit
                made = begin_submission(actor, found, place, content, carried_from=offer.registration)
            elif form.is_valid():
                content = SubmissionContent(title=form.cleaned_data["title"])
                made = begin_submission(actor, found, form.cleaned_data["place"], content)
            else:
                made = None
        except RefusedError as refusal:
            form = BeginForm(places, locality.unit_id, request.POST)
            form.is_valid()
            say_refusal(form, refusal)
        else:
            if made is not None:
                return redirect("movement:submission_edit", locality.code, made.pk)
    context = {"form": form, "programme": found, "offers": offers, "places": places, "is_office": is_office}
    return render(request, "movement/submissions/new.html", context, status=422 if form.errors else 200)


@page("submission.write")
@require_http_methods(["GET", "HEAD", "POST"])
def submission_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Write, save, hand in. What was typed is kept before it is checked: a form that cannot be handed in is a draft."""
    found = submission_or_404(locality, pk)
    require(acting(request), "submission.write", locality, owner_of_form(found))
    if found.state not in (Submission.State.DRAFT, Submission.State.RETURNED):
        return redirect("movement:submission", locality.code, found.pk)
    if request.method == "POST":
        form = draft_form(found, request.POST)
        if form.is_valid():
            try:
                kept = write_submission(acting(request), found, form.content(), sent_version(request))
            except StaleDraftError as stale:
                say_refusal(form, stale)
                return _render_form(request, found, form, stale.kept)
            except RefusedError as refusal:
                say_refusal(form, refusal)
            else:
                if request.POST.get("act") == "submit":
                    return _hand_in(request, kept)
                messages.success(request, "Đã lưu phiếu; mở ở máy nào cũng viết tiếp được.")
                return redirect("movement:submission_edit", locality.code, found.pk)
        return _render_form(request, found, form)
    problems = None
    if "kiem" in request.GET:
        day = HandInForm({"received_on": request.GET.get("nhan", "")})
        received = day.cleaned_data["received_on"] if day.is_valid() else None
        problems = list(what_is_missing(found, received or timezone.localdate()))
    return _render_form(request, found, draft_form(found, problems=problems))


def draft_form(found: Submission, data: Any = None, problems: Any = None) -> DraftForm:
    programme = found.programme
    return DraftForm(found, items_of(programme), choices_of(programme), words_of(found), data, problems)


def _hand_in(request: HttpRequest, kept: Submission) -> HttpResponse:
    """Hand in what was just kept. A refusal leads back to the draft, which stays, with each problem at its field."""
    locality = kept.programme.locality
    day = HandInForm(request.POST)
    try:
        if not day.is_valid():
            raise RefusedError(*[str(error) for error in day.errors["received_on"]])  # noqa: TRY301  said below
        received = day.cleaned_data["received_on"]
        handed = submit_submission(acting(request), kept, kept.version, received)
    except RefusedError as refusal:
        typed = request.POST.get("received_on", "")
        is_day = not day.is_valid() or not list(what_is_missing(kept, timezone.localdate()))
        messages.error(request, str(refusal) if is_day else "Phiếu đã lưu nhưng chưa nộp được; xem các chỗ ghi ở dưới.")
        address = reverse("movement:submission_edit", args=[locality.code, kept.pk])
        return redirect(f"{address}?{urlencode({'kiem': '1', 'nhan': typed})}")
    late = f" Nộp muộn {handed.late_days} ngày." if handed.late_days else ""
    messages.success(request, f"Đã nộp phiếu. Cơ quan thường trực được báo ngay.{late}")
    return redirect("movement:submission", locality.code, kept.pk)


def _render_form(request: HttpRequest, found: Submission, form: DraftForm, kept: Submission | None = None) -> HttpResponse:
    """The form; beside each field that was written elsewhere meanwhile what *kept* holds of it."""
    programme = found.programme
    short, more = form.rows(SubmissionContent.of(kept.content) if kept else None)
    written = sum(bool(str(row.field.value() or "").strip()) for row in more)
    content = form.content() if form.is_bound and form.is_valid() else form.content_before
    context = {
        "submission": found,
        "programme": programme,
        "place": place_of_form(found),
        "form": form,
        "short": short,
        "more": more,
        "written": written,
        "is_more_open": any(row.field.errors or row.words or row.is_other for row in more),
        "whole_words": form.whole_words(),
        "kept": kept,
        "version": (kept or found).version,
        "standing": standing_of(found, timezone.localdate()),
        "twin": None if found.carried_from_id else twin_of(programme, found.unit_id, found.body_id, content),
        "hand_in": HandInForm({"received_on": request.GET.get("nhan", "")} if "nhan" in request.GET else None),
        "is_office": may(request, "submission.decide", programme.locality),
        "reason_form": ReasonForm(),
    }
    return render(request, "movement/submissions/edit.html", context, status=422 if request.method == "POST" else 200)


@without_once
@page("submission.write")
@require_POST
def submission_save(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Save as it is typed: 204 with the version that stands now, 409 where another text was written meanwhile.

    It takes no key of a form: the version says whether a save was taken already, and the page's key is kept for handing in.
    """
    found = submission_or_404(locality, pk)
    require(acting(request), "submission.write", locality, owner_of_form(found))
    form = draft_form(found, request.POST)
    try:
        if not form.is_valid():
            raise RefusedError(*[str(error) for errors in form.errors.values() for error in errors])  # noqa: TRY301  said below
        kept = write_submission(acting(request), found, form.content(), sent_version(request))
    except StaleDraftError as stale:
        return JsonResponse({"version": stale.kept.version}, status=409)
    except RefusedError as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204, headers={"X-Kheo-Version": str(kept.version)})


@page("submission.write")
@require_POST
def submission_withdraw(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Take the form back, or write on at one that was taken back or not taken."""
    found = submission_or_404(locality, pk)
    require(acting(request), "submission.write", locality, owner_of_form(found))
    version = sent_version(request)
    try:
        if request.POST.get("act") == "take_up":
            take_up_submission(acting(request), found, version)
            messages.success(request, "Soạn lại phiếu; xong thì nộp lại từ đầu.")
            return redirect("movement:submission_edit", locality.code, found.pk)
        moved = withdraw_submission(acting(request), found, version, request.POST.get("reason", ""))
        messages.success(request, f"Phiếu nay ở bước «{SUBMISSION.label(moved.state)}»; cần thì soạn lại được.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("movement:submission", locality.code, found.pk)
