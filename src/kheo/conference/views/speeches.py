"""Texts of the conference: called for, written with their figures checked, sent, sorted by the office, collected."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.conference.actions.speeches import call_speech, send_speech, write_speech
from kheo.conference.forms.speeches import CallForm, ChooseForm, OwnTextForm, SendBackForm, SpeechForm
from kheo.conference.models import Conference, Speech
from kheo.conference.papers.contributions import contributions_paper
from kheo.conference.papers.programme import programme_paper
from kheo.conference.queries.quoting import checked
from kheo.conference.queries.speeches import in_order, may_read, may_write, shown, speeches_of
from kheo.conference.rules.speeches import LONGEST_TEXT, reading_minutes
from kheo.conference.views.lookup import conference_or_404, is_closed, send_papers, speech_or_404
from kheo.foundation.forms import say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Locality

NOT_YET = "Bài này đang được viết; chỉ đơn vị viết và cơ quan thường trực mở được."


@page("conference.read")
@require_safe
def speeches(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    rows = shown(in_order(speeches_of(found)), found.held_on, timezone.localdate())
    actor = acting(request)
    context = {
        "conference": found,
        "own": [(row, may_read(actor, row.speech)) for row in rows if row.speech.kind != Speech.Kind.CONTRIBUTION],
        "contributions": [(row, may_read(actor, row.speech)) for row in rows if row.speech.kind == Speech.Kind.CONTRIBUTION],
        "is_closed": is_closed(found),
        "may_manage": may(request, "conference.manage", locality) and not is_closed(found),
    }
    return render(request, "conference/speeches.html", context)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Call several units for a contribution at once."""
    found = conference_or_404(locality, pk)
    form = CallForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        contents = form.contents()
        problems: list[Problem] = []
        for content in contents:
            try:
                call_speech(acting(request), found, content)
            except RefusedError as refusal:
                problems += refusal.problems
        if not problems:
            messages.success(request, f"Đã đề nghị {len(contents)} bài tham luận; cán bộ đơn vị thấy trên bàn làm việc.")
            return redirect("conference:speeches", locality.code, found.pk)
        say_refusal(form, RefusedError(*problems))
    context = {"conference": found, "form": form, "is_closed": is_closed(found)}
    return render(request, "conference/call.html", context, status=422 if form.errors else 200)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def own_text(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Begin a text that the office writes itself."""
    found = conference_or_404(locality, pk)
    form = OwnTextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = call_speech(acting(request), found, form.content(found))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("conference:speech", locality.code, found.pk, made.pk)
    context = {"conference": found, "form": form, "is_closed": is_closed(found)}
    return render(request, "conference/own_text.html", context, status=422 if form.errors else 200)


@page("conference.read")
@require_http_methods(["GET", "HEAD", "POST"])
def speech(request: HttpRequest, locality: Locality, pk: int, speech: int) -> HttpResponse:
    """Read or write one text. «Lưu» keeps it, «Gửi» hands it in, «Đối chiếu» only looks; what was typed always stays."""
    found = conference_or_404(locality, pk)
    row = speech_or_404(found, speech)
    if request.method != "POST":
        if not may_read(acting(request), row):
            raise NotAllowedError(NOT_YET)
        return show_speech(request, found, row)
    if not may_write(acting(request), row):
        raise NotAllowedError(NOT_YET)
    form = SpeechForm(row, request.POST)
    act = request.POST.get("viec", "")
    if form.is_valid() and act != "doi-chieu":
        data = form.cleaned_data
        actor = acting(request)
        try:
            kept = write_speech(actor, row, data["title"], data["speaker_title"], data["text"], data["version"])
            if act == "gui":
                send_speech(actor, kept, kept.version)
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(row.version)
        else:
            said = "Đã gửi bài." if act == "gui" else "Đã lưu bài trên máy chủ; có thể viết tiếp ở máy khác."
            messages.success(request, said)
            return redirect("conference:speech", locality.code, found.pk, row.pk)
    return show_speech(request, found, row, form)


def show_speech(
    request: HttpRequest,
    found: Conference,
    row: Speech,
    form: SpeechForm | None = None,
    steps: dict[str, Any] | None = None,
) -> HttpResponse:
    """The text with its figures held against the record; the editor for whoever may write it now."""
    actor = acting(request)
    manages = may(request, "conference.manage", found.locality)
    frozen = is_closed(found) or row.state == Speech.State.DELIVERED
    writes = may_write(actor, row) and not frozen and (row.state == Speech.State.CALLED or manages)
    text = (form.data.get("text", "") if form else row.text)[:LONGEST_TEXT]
    given = steps or {}
    version = {"version": row.version}
    place = {"order": row.order or _next_order(row), "minutes": row.minutes}
    context = {
        "conference": found,
        "row": shown([row], found.held_on, timezone.localdate())[0],
        "form": (form or SpeechForm(row)) if writes else None,
        "checked": checked(row, text.replace("\r\n", "\n")) if text.strip() else None,
        "minutes": reading_minutes(text),
        "is_closed": is_closed(found),
        "may_manage": manages and not frozen,
        "send_back_form": given.get("send_back") or SendBackForm(initial=version),
        "choose_form": given.get("choose") or ChooseForm(initial=version | place),
        "problems": given.get("problems", ()),
    }
    wrong = (form is not None and form.errors) or steps
    return render(request, "conference/speech.html", context, status=422 if wrong else 200)


def _next_order(row: Speech) -> int:
    return Speech.objects.filter(conference=row.conference_id, kind=row.kind, order__gt=0).count() + 1


@without_once
@page("conference.read")
@require_POST
def check(request: HttpRequest, locality: Locality, pk: int, speech: int) -> HttpResponse:
    """The figures of the text as it stands in the editor: asked by the page while it is written, nothing is kept."""
    found = conference_or_404(locality, pk)
    row = speech_or_404(found, speech)
    if not may_write(acting(request), row):
        raise NotAllowedError(NOT_YET)
    text = request.POST.get("text", "")[:LONGEST_TEXT].replace("\r\n", "\n")
    context = {"checked": checked(row, text) if text.strip() else None, "minutes": reading_minutes(text)}
    return render(request, "conference/checked.html", context)


@page("conference.read")
@require_safe
def programme_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    """The run of the day."""
    found = conference_or_404(locality, pk)
    return send_papers(request, found, ending, "chuong-trinh", lambda: [programme_paper(found)], "conference:conference")


@page("conference.read")
@require_safe
def contributions_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    """The collected contributions."""
    found = conference_or_404(locality, pk)
    return send_papers(request, found, ending, "tham-luan", lambda: [contributions_paper(found)], "conference:speeches")
