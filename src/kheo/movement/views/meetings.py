"""Closing the round, the meeting and what it decided, publication, and the page of one place with its sheets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kheo.assessment.actions.ballots import give_file
from kheo.assessment.actions.councils import chair_or_manager
from kheo.assessment.actions.rounds import agree_points, close_round, decide_tie, record_meeting, record_votes
from kheo.assessment.models import Council, CouncilFile, Criterion, Seat
from kheo.assessment.queries.councils import Given, may_see_sheets
from kheo.assessment.queries.results import results_of
from kheo.assessment.rules.council import METHODS, ROUNDING_RULE
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.councils import publish_for_programme
from kheo.movement.forms.councils import AgreeForm, PublishForm, TieForm
from kheo.movement.models import Programme
from kheo.movement.queries.councils import council_of, registration_of, titles_by_sheet
from kheo.movement.queries.file_beside_sheet import judges_blindly, names_for
from kheo.movement.views.council_lookup import file_or_404, needed_council, require_reader, seat_or_404, shown_conflicts
from kheo.movement.views.councils import answer, may_lead, meeting_form, votes_form
from kheo.movement.views.lookup import programme_or_404, sent_number, sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


def led_council(request: HttpRequest, programme: Programme) -> Council:
    """The programme's council for who leads it; a page that is shown again tells what only they and readers may know."""
    council = needed_council(programme)
    chair_or_manager(acting(request), council)
    return council


@page("council.score")
@require_POST
def close(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    council = led_council(request, found)

    def act() -> str:
        close_round(acting(request), council, sent_version(request))
        return "Đã khoá điểm. Việc tiếp theo: họp hội đồng."

    return answer(request, found, "", None, act)


@page("council.score")
@require_POST
def meeting(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    council = led_council(request, found)
    form = meeting_form(council, request.POST)

    def act() -> str:
        record_meeting(acting(request), council, form.cleaned_data["met_on"], form.seats(), sent_version(request))
        return "Đã ghi cuộc họp."

    return answer(request, found, "meeting_form", form, act)


@page("council.score")
@require_POST
def agree(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = programme_or_404(locality, programme)
    file = file_or_404(found, pk)
    chair_or_manager(acting(request), file.council)
    form = AgreeForm(request.POST)
    if form.is_valid():
        try:
            agree_points(acting(request), file, form.cleaned_data["points"], form.cleaned_data["reason"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi điểm hội đồng thống nhất.")
            return redirect("movement:council", locality.code, found.code)
    return _show_result(request, found, file, form)


@page("council.score")
@require_POST
def tie(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    council = led_council(request, found)
    titles = titles_by_sheet(found, anonymous=judges_blindly(acting(request), locality))
    ties = [{file.pk: titles[file.assessment_id] for file in files} for files in results_of(council).ties]
    first = sent_number(request, "first")
    form = TieForm(next((files for files in ties if first in files), {}), request.POST, prefix=f"bang-{first}")

    def act() -> str:
        decide_tie(acting(request), council, form.order(), form.cleaned_data["reason"])
        return "Đã ghi thứ tự do chủ tịch hội đồng quyết định."

    return answer(request, found, "refused_tie", form, act)


@page("council.score")
@require_POST
def votes(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    council = led_council(request, found)
    titles = titles_by_sheet(found, anonymous=judges_blindly(acting(request), locality))
    form = votes_form(council, titles, request.POST)

    def act() -> str:
        record_votes(acting(request), council, form.votes() if form else {})
        return "Đã ghi kết quả biểu quyết."

    return answer(request, found, "votes_form", form, act)


@page("council.manage")
@require_POST
def give(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """Give a file to one more member by hand."""
    found = programme_or_404(locality, programme)
    file = file_or_404(found, pk)
    seat = seat_or_404(found, sent_number(request, "seat"))

    def act() -> str:
        give_file(acting(request), file, seat)
        return f"Đã giao thêm hồ sơ cho {seat.person.name}."

    return answer(request, found, "", None, act)


@page("council.manage")
@require_POST
def published(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    form = PublishForm(request.POST)

    def act() -> str:
        publish_for_programme(acting(request), found, form.cleaned_data["day"], sent_version(request))
        return "Đã công bố kết quả; các phiếu điểm đã chốt."

    return answer(request, found, "publish_form", form, act)


@page("council.score")
@require_safe
def result(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """One place of the ranking with what it comes from: aggregate, sheets of an open council, who did not judge and why."""
    found = programme_or_404(locality, programme)
    require_reader(request, found, council_of(found))
    return _show_result(request, found, file_or_404(found, pk), None)


def _free_seats(file: CouncilFile) -> list[Seat]:
    """Members who sit, do not have the file and are not known to be in conflict with it."""
    seats = (
        Seat.objects.filter(council=file.council_id, absent_reason="").exclude(ballots__file=file).exclude(conflicts__file=file)
    )
    return list(seats.select_related("person"))


def _giver(sheet: Given) -> str:
    return sheet.ballot.seat.person.name


def _show_result(request: HttpRequest, found: Programme, file: CouncilFile, refused: AgreeForm | None) -> HttpResponse:
    """The page of one file; to whoever judges without names no more than the common points, the highest and the lowest total.

    Who gave points tells by its gaps who is barred, so whose file it is: givers, single sheets, remarks come with publication.
    """
    council, pk, locality = file.council, file.pk, found.locality
    is_on_agenda = file.closed_on is not None and file.points is None and council.met_on is not None
    registration, is_blind = registration_of(file), judges_blindly(acting(request), locality)
    one = next((row for row in results_of(council).files if row.file.pk == pk), None)
    shows = may_see_sheets(council) and not is_blind
    sheets = one.sheets if one else ()
    criteria = list(Criterion.objects.filter(criteria_set=council.criteria_set_id))
    context = {
        "programme": found,
        "council": council,
        "may_manage": may(request, "council.manage", locality),
        "agree_form": (refused or AgreeForm()) if is_on_agenda and may_lead(request, council, locality) else refused,
        "file": file,
        "free_seats": _free_seats(file) if council.state == Council.State.SCORING else [],
        "registration": registration,
        "title": names_for([registration], anonymous=is_blind)[registration.pk][0],
        "is_blind": is_blind,
        "one": one,
        "shows": shows,
        "sheets": sheets if shows else (),
        "table": [(item, [(_giver(sheet), sheet.points.get(item.pk)) for sheet in sheets]) for item in criteria] if shows else [],
        "means": []
        if is_blind
        else [(item, file.item_points[str(item.pk)]) for item in criteria if str(item.pk) in file.item_points],
        "took_part": [] if is_blind else [sheet.ballot.seat for sheet in sheets],
        "kept_away": [row for row in shown_conflicts(request, council, is_blind=is_blind) if row.file_id == pk],
        "absent": [seat for seat in Seat.objects.filter(council=council).select_related("person") if seat.is_absent],
        "appeals": file.appeals.all(),
        "is_over": council.state in (Council.State.CLOSED, Council.State.PUBLISHED),
        "method": METHODS[council.method],
        "rounding": ROUNDING_RULE,
    }
    return render(request, "movement/councils/result.html", context, status=422 if refused else 200)
