"""A member's own work: the list of files, one file with its sheet, kept as it is typed, and «I should not judge this»."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.assessment.actions.ballots import declare_conflict, save_ballot
from kheo.assessment.models import Ballot, Council, Criterion, Seat
from kheo.assessment.queries.council_points import frames, points_of
from kheo.assessment.queries.councils import next_to_score, own_ballots, seat_of
from kheo.assessment.queries.sheets import sheet
from kheo.foundation.forms import say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.movement.forms.ballots import BallotForm
from kheo.movement.forms.councils import ReasonForm
from kheo.movement.models import Programme
from kheo.movement.queries.councils import ballot_of, council_of, own_list, registration_of
from kheo.movement.queries.file_beside_sheet import file_beside_sheet, judges_blindly
from kheo.movement.views.lookup import programme_or_404, sent_version
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("council.score")
@require_safe
def own(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """The member's files: how many are done, what is left, what is not to be judged."""
    found = programme_or_404(locality, programme)
    council = council_of(found)
    seat = seat_of(council, acting(request)) if council else None
    context: dict[str, Any] = {"programme": found, "council": council, "seat": seat}
    if seat is not None:
        mine = own_list(found, seat, anonymous=judges_blindly(acting(request), locality))
        context |= {"mine": mine, "following": next_to_score([file.own for file in mine.files])}
    return render(request, "movement/councils/own.html", context)


@page("council.score")
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """One file beside the member's sheet; «lưu và hồ sơ tiếp theo» leads through the whole list."""
    found = programme_or_404(locality, programme)
    row, seat = _own_ballot(request, found, pk)
    form = _form(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        goes_on = request.POST.get("then") == "next"
        try:
            save_ballot(acting(request), row, form.points(), form.cleaned_data["remark"], sent_version(request), hand_in=goes_on)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            return _after(request, found, row, seat, goes_on=goes_on)
    return _render(request, found, row, seat, form, status=422 if form.errors else 200)


def _own_ballot(request: HttpRequest, programme: Programme, pk: int) -> tuple[Ballot, Seat]:
    row = ballot_of(programme, pk)
    seat = seat_of(row.file.council, acting(request)) if row else None
    if row is None or seat is None or row.seat_id != seat.pk or row.round != row.file.round:
        raise Http404("Không có phiếu chấm này, hoặc phiếu không giao cho bạn.")
    return row, seat


def _form(row: Ballot, data: Any = None) -> BallotForm:
    frame = frames([row.file])[row.file_id]
    items = [
        item for item in Criterion.objects.filter(criteria_set=row.file.council.criteria_set_id) if item.pk in frame.members_items
    ]
    before = {}
    for line in sheet(row.file.assessment):
        words = [f"tự chấm {line.own_words}"] if line.own_words else []
        words += [f"thẩm định {line.verified_words}"] if line.verified_words else []
        before[line.criterion.pk] = ", ".join(words)
    return BallotForm(items, points_of([row.pk]).get(row.pk, {}), before, data, remark=row.remark)


def _after(request: HttpRequest, programme: Programme, row: Ballot, seat: Seat, *, goes_on: bool) -> HttpResponse:
    following = next_to_score(own_ballots(seat), row) if goes_on else None
    if following is not None:
        messages.success(request, "Đã lưu. Hồ sơ tiếp theo:")
        return redirect("movement:ballot", programme.locality.code, programme.code, following.ballot.pk)
    if goes_on:
        messages.success(request, "Đã lưu. Bạn đã chấm xong mọi hồ sơ của mình.")
        return redirect("movement:council_own", programme.locality.code, programme.code)
    messages.success(request, "Đã lưu phiếu chấm.")
    return redirect("movement:ballot", programme.locality.code, programme.code, row.pk)


def _render(
    request: HttpRequest, programme: Programme, row: Ballot, seat: Seat, form: BallotForm, status: int = 200, **more: Any
) -> HttpResponse:
    registration = registration_of(row.file)
    is_blind = judges_blindly(acting(request), programme.locality)
    mine = own_ballots(seat)
    context = {
        "programme": programme,
        "council": row.file.council,
        "ballot": row,
        "registration": registration,
        "file": file_beside_sheet(registration, anonymous=is_blind),
        "form": form,
        "all": len(mine),
        "done": sum(one.is_complete for one in mine),
        "number": [one.ballot.pk for one in mine].index(row.pk) + 1,
        "is_open": row.file.closed_on is None,
        "may_declare": row.file.council.state == Council.State.SCORING,
        "reason_form": ReasonForm(),
        "criteria_set": row.file.council.criteria_set,
    }
    return render(request, "movement/councils/ballot.html", context | more, status=status)


@page("council.score")
@without_once
@require_POST
def keep(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """Keep the sheet as it is typed: 204 and the version, 409 where another window wrote it, 422 with words."""
    found = programme_or_404(locality, programme)
    row, _seat = _own_ballot(request, found, pk)
    form = _form(row, request.POST)
    if not form.is_valid():
        return HttpResponse("Có điểm chưa đọc được; sửa rồi lưu.", status=422, content_type="text/plain; charset=utf-8")
    if sent_version(request) != row.version:
        return JsonResponse({"version": row.version}, status=409)
    try:
        kept = save_ballot(acting(request), row, form.points(), form.cleaned_data["remark"], row.version)
    except RefusedError as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204, headers={"X-Kheo-Version": str(kept.version)})


@page("council.score")
@require_POST
def declare(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = programme_or_404(locality, programme)
    row, seat = _own_ballot(request, found, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            declare_conflict(acting(request), row.file, form.cleaned_data["reason"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi bạn không chấm hồ sơ này.")
            return redirect("movement:council_own", locality.code, found.code)
    return _render(request, found, row, seat, _form(row), status=422, reason_form=form)
