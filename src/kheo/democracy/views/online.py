"""An online vote, for whoever holds it: conditions, slips, start, lost slips, closing, minutes."""

from base64 import b64encode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.closing import close_vote
from kheo.democracy.actions.online import open_online, prepare_online, print_slips, reissue_slip, start_voting
from kheo.democracy.forms.polls import OnlineForm, StartForm, vote_told
from kheo.democracy.models import Form, OnlineVote, TeamMember
from kheo.democracy.papers.voting import minutes_paper, slip_sheet
from kheo.democracy.queries.polls import outcome_of, progress_of, slips_of, village_of
from kheo.democracy.queries.roll import households_on
from kheo.democracy.rules.online import households_to_choose, may_close
from kheo.democracy.rules.slips import printed_code
from kheo.democracy.rules.voting import voting_rule
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.polls import may_manage, round_or_404, vote_or_404
from kheo.democracy.workflow import ROUND
from kheo.documents.certificate import qr_svg
from kheo.documents.pdf import to_pdf
from kheo.documents.slips import SlipSheet, slips_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import UNKEPT, as_download, send_made, send_printed
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
ARTICLES = ("online_agreed", "online_chosen", "online_devices", "online_reported", "team_online")


@page("poll.read")
@require_safe
def online_round(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = round_or_404(request, locality, pk, Form.ONLINE, "poll.read")
    return _show(request, locality, found.pk)


def _show(request: HttpRequest, locality: Locality, pk: int, start_form: StartForm | None = None) -> HttpResponse:
    """The page of an online round, with a start form that was sent and not taken in place of an empty one."""
    found = round_or_404(request, locality, pk, Form.ONLINE, "poll.read")
    now, today = timezone.now(), timezone.localdate()
    vote: OnlineVote | None = getattr(found, "online_vote", None)
    progress = progress_of(vote, now, today) if vote else None
    context = {
        "round": found,
        "matter": found.matter,
        "village": village_of(found, today),
        "state": ROUND.label(found.state),
        "vote": vote,
        "team": TeamMember.objects.filter(round=found),
        "progress": progress,
        "slips": slips_of(vote) if vote and found.state == "open" and vote.starts_at else (),
        "outcome": outcome_of(found),
        "start_form": start_form
        or StartForm(initial={"version": vote.version if vote else 0, "end_day": found.ends_on, "end_hour": "17:00"}),
        "may_close": bool(
            vote and vote.ends_at and progress and may_close(now, vote.ends_at, progress.taken_part, found.households or 0)
        ),
        "may_manage": may_manage(request, found),
        "articles": "; ".join(voting_rule(key, found.planned_on).article for key in ARTICLES),
        "document": voting_rule(ARTICLES[0], found.planned_on).document,
        "note": wording_note(found.planned_on),
    }
    return render(request, "democracy/polls/online.html", context, status=422 if start_form else 200)


@page("poll.manage")
@read_or_write
def prepare(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = round_or_404(request, locality, pk, Form.ONLINE, "poll.manage")
    vote: OnlineVote | None = getattr(found, "online_vote", None)
    form = OnlineForm(found, request.POST or None, request.FILES or None, initial=vote_told(found, vote))
    if request.method == "POST" and form.is_valid():
        try:
            prepare_online(acting(request), found, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi điều kiện và Tổ lấy ý kiến.")
            return redirect("democracy:online_round", locality.code, found.pk)
    day = max(found.planned_on, timezone.localdate())
    count = households_on(found.village_id, day).count()
    context = {
        "form": form,
        "round": found,
        "vote": vote,
        "households": count,
        "needed": households_to_choose(count, day) if count else 0,
        "citation": voting_rule("online_chosen", day).citation,
    }
    return render(request, "democracy/polls/online_form.html", context, status=422 if form.errors else 200)


@page("poll.read")
@require_safe
def proof(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = vote_or_404(request, locality, pk, "poll.read")
    if found.chosen_proof is None:
        raise Http404("Chưa có tệp nào.")
    return as_download(found.chosen_proof)


@page("poll.manage")
@require_POST
def opening(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = vote_or_404(request, locality, pk)
    try:
        opened = open_online(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã chốt {opened.households} hộ. In phiếu mã, phát từng hộ, rồi bắt đầu nhận biểu quyết.")
    return redirect("democracy:online_round", locality.code, found.round_id)


@page("slip.print")
@without_once  # answers with the slips themselves; sent twice, the slips printed first are void, and the page says so
@require_POST
def slips(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = vote_or_404(request, locality, pk, "slip.print")
    try:
        made = print_slips(acting(request), found, posted_version(request))
        answer = send_made(slips_pdf(slip_sheet(found, made, timezone.localdate())), f"phieu-ma-{found.round_id}.pdf")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("democracy:online_round", locality.code, found.round_id)
    answer["Cache-Control"] = UNKEPT
    return answer


@page("poll.manage")
@require_POST
def begin(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = vote_or_404(request, locality, pk)
    form = StartForm(request.POST)
    if form.is_valid():
        try:
            started = start_voting(acting(request), found, form.ends_at(), form.cleaned_data["version"])
        except RefusedError as refusal:
            form.known_as = {"Kết thúc lúc": "end_hour"}  # type: ignore[attr-defined]  # read by say_refusal
            say_refusal(form, refusal)
        else:
            ends = timezone.localtime(started.ends_at)
            messages.success(
                request, f"Đã bắt đầu nhận biểu quyết, đến {ends:%H:%M ngày %d/%m/%Y}. Phiếu mã không in lại cả tập nữa."
            )
            return redirect("democracy:online_round", locality.code, found.round_id)
    return _show(request, locality, found.round_id, form)


@page("slip.print")
@without_once  # the new code is in the answer alone; sent twice, the code shown first is void, and the page says so
@require_POST
def reissue(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = vote_or_404(request, locality, pk, "slip.print")
    try:
        made = reissue_slip(acting(request), found, posted_version(request, "ho"))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("democracy:online_round", locality.code, found.round_id)
    sheet = slip_sheet(found, [made], timezone.localdate())
    context = {
        "round": found.round,
        "household": made.household,
        "code": printed_code(made.code),
        "slip": sheet.slips[0],
        "qr": b64encode(qr_svg(sheet.slips[0].address).encode()).decode(),
        "pdf": b64encode(_slip_pdf(sheet)).decode(),
        "sheet": sheet,
    }
    return render(request, "democracy/polls/slip.html", context)


def _slip_pdf(sheet: SlipSheet) -> bytes:
    """The one slip to print, carried by the page that shows its code once; nothing where a name holds what no face prints."""
    try:
        return slips_pdf(sheet)
    except RefusedError:
        return b""


@page("poll.manage")
@require_POST
def close(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = vote_or_404(request, locality, pk)
    try:
        close_vote(acting(request), found)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã đóng: hộp phiếu đã xáo trộn, danh sách tham gia và kết quả đã ghi.")
    return redirect("democracy:online_round", locality.code, found.round_id)


@page("poll.read")
@require_safe
def minutes(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = vote_or_404(request, locality, pk, "poll.read")
    paper = minutes_paper(found)
    if paper is None:
        raise Http404("Biên bản có khi cuộc biểu quyết đã đóng.")
    back = ("democracy:online_round", locality.code, found.round_id)
    return send_printed(
        request, f"bien-ban-{found.round_id}.{ending}", lambda: to_pdf(paper) if ending == "pdf" else to_docx(paper), back
    )
