"""The loudspeaker: scripts, their schedule, the log."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.bulletins import (
    edit_bulletin,
    log_reading,
    plan_readings,
    unplan_reading,
    void_reading,
    withdraw_bulletin,
    write_bulletin,
)
from kheo.democracy.actions.screenings import Brought, start_screening
from kheo.democracy.forms.bulletins import BulletinForm, BulletinTextForm, LogForm, PlanForm, VoidForm
from kheo.democracy.forms.wording import spoken_here
from kheo.democracy.models import Bulletin, Posting, Reading
from kheo.democracy.papers.bulletins import bulletin_script
from kheo.democracy.queries import bulletins as queries
from kheo.democracy.queries.screenings import hindrances
from kheo.democracy.rules.publishing import publishing_rules
from kheo.democracy.rules.reading_time import in_minutes
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.speaking.table import PACE
from kheo.democracy.views.posting_lookup import number_asked, posting_or_404
from kheo.documents.script import script_docx, script_pdf
from kheo.foundation.downloads import send_printed
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

PAGE_SIZE = 30
read_or_write = require_http_methods(["GET", "HEAD", "POST"])
PRINTED = {"docx": script_docx, "pdf": script_pdf}


@page("bulletin.read")
@require_safe
def bulletins(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What waits to be read, the scripts, what still has to be read out."""
    today = timezone.localdate()
    listed = Paginator(queries.bulletins(locality), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "listed": listed,
        "waiting": list(queries.waiting(locality, today)[:20]),
        "coming": [one for one in queries.coming(locality, today)[:20] if one.on > today],
        "to_read": queries.postings_to_read(locality),
        "today": today,
        "may_write": may(request, "bulletin.write", locality),
        "may_log": may(request, "bulletin.log", locality),
    }
    return render(request, "democracy/bulletins/list.html", context)


@page("bulletin.read")
@require_safe
def reading_log(request: HttpRequest, locality: Locality) -> HttpResponse:
    listed = Paginator(queries.log(locality), PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "democracy/bulletins/log.html", {"listed": listed})


@page("bulletin.write")
@read_or_write
def bulletin_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    """An empty form, or one with the words of a posting (``?cong-khai=``)."""
    key = number_asked(request, "cong-khai")
    posting = posting_or_404(locality, key) if key else None
    form = spoken_here(request, BulletinForm(request.POST or None, initial=_begun(posting)))
    if request.method == "POST" and form.is_valid():
        try:
            made = write_bulletin(acting(request), locality, form.content(posting))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã viết thành lời. Đọc lại, sửa chỗ chưa thuận tai, rồi xếp lịch.")
            return redirect("democracy:bulletin", locality.code, made.pk)
    context = {"form": form, "posting": posting}
    return render(request, "democracy/bulletins/new.html", context, status=422 if form.errors else 200)


def _begun(posting: Posting | None) -> dict[str, str]:
    if posting is None:
        return {}
    number = f" số {posting.number}" if posting.number else ""
    return {
        "title": posting.title,
        "source": f"{posting.title}.\nVăn bản{number} ngày {posting.paper_day:%d/%m/%Y}.\n{posting.summary}",
    }


@page("bulletin.read")
@require_safe
def bulletin(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return _show(request, bulletin_or_404(locality, pk), PlanForm())


@page("bulletin.write")
@require_POST
def bulletin_plan(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found, form = bulletin_or_404(locality, pk), PlanForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = plan_readings(acting(request), found, data["first"], data["days"], data["at"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã xếp {len(made)} lượt đọc.")
            return redirect("democracy:bulletin", locality.code, pk)
    return _show(request, found, form, status=422)


def _show(request: HttpRequest, found: Bulletin, plan: PlanForm, status: int = 200) -> HttpResponse:
    locality, today = found.locality, timezone.localdate()
    aloud = queries.aloud(found, today)
    item = found.posting.item or None if found.posting else None
    context: dict[str, Any] = {
        "bulletin": found,
        "aloud": aloud,
        "minutes": in_minutes(aloud.seconds),
        "pace": PACE,
        "unknown": [word for word in aloud.unknown if word not in found.spoken],
        "unscreened": hindrances(locality, [("Nội dung", found.source)], item, today),
        "readings": list(queries.readings_of(found)),
        "run": queries.run_of(found),
        "rule": publishing_rules().on("loudspeaker.days", today),
        "wording": wording_note(today),
        "plan": plan,
        "today": today,
        "now": timezone.localtime().time(),
        "may_write": may(request, "bulletin.write", locality) and not found.withdrawn_at,
        "may_log": may(request, "bulletin.log", locality),
        "may_screen": may(request, "screening.manage", locality),
    }
    return render(request, "democracy/bulletins/bulletin.html", context, status=status)


@page("bulletin.write")
@read_or_write
def bulletin_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = bulletin_or_404(locality, pk)
    form = BulletinTextForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            edit_bulletin(acting(request), found, data["title"], data["text"], data["spoken"].splitlines(), data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(bulletin_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã ghi bài đọc.")
            return redirect("democracy:bulletin", locality.code, pk)
    context = {"form": form, "bulletin": found}
    return render(request, "democracy/bulletins/edit.html", context, status=422 if form.errors else 200)


@page("bulletin.read")
@require_safe
def bulletin_large(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The script alone, in large print, for the screen before the microphone."""
    found = bulletin_or_404(locality, pk)
    return render(
        request, "democracy/bulletins/large.html", {"bulletin": found, "aloud": queries.aloud(found, timezone.localdate())}
    )


@page("bulletin.read")
@require_safe
def bulletin_paper(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = bulletin_or_404(locality, pk)
    script = bulletin_script(found, locality, timezone.localdate())
    back = ("democracy:bulletin", locality.code, pk)
    return send_printed(request, f"bai-doc-{found.pk}.{ending}", lambda: PRINTED[ending](script), back)


@page("screening.manage")
@require_POST
def bulletin_screen(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Look through the words of a script for personal data: reading them out is publishing them."""
    found = bulletin_or_404(locality, pk)
    item = found.posting.item or None if found.posting else None
    try:
        made = start_screening(acting(request), locality, Brought(found.title, found.source, item=item))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("democracy:bulletin", locality.code, pk)
    return redirect("democracy:screening", locality.code, made.pk)


@page("bulletin.write")
@require_POST
def bulletin_withdraw(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = bulletin_or_404(locality, pk)
    try:
        withdraw_bulletin(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("democracy:bulletin", locality.code, pk)
    messages.success(request, "Đã bỏ bài; các lượt chưa đọc đã gỡ khỏi lịch.")
    return redirect("democracy:bulletins", locality.code)


@page("bulletin.log")
@read_or_write
def reading_done(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Write down a reading; one that was written down wrongly is said to count no more."""
    found = reading_or_404(locality, pk)
    kind = VoidForm if found.done_at else LogForm
    form = kind(request.POST or None, initial={"read_by": acting(request).name})
    if request.method == "POST" and form.is_valid():
        try:
            if found.done_at:
                void_reading(acting(request), found, form.cleaned_data["reason"])
            else:
                log_reading(acting(request), found, form.cleaned_data["read_by"], form.cleaned_data["note"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi vào sổ đọc loa.")
            return redirect("democracy:bulletin", locality.code, found.bulletin_id)
    context = {"form": form, "reading": found, "bulletin": found.bulletin}
    return render(request, "democracy/bulletins/reading.html", context, status=422 if form.errors else 200)


@page("bulletin.write")
@require_POST
def reading_unplan(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = reading_or_404(locality, pk)
    try:
        unplan_reading(acting(request), found)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã bỏ lượt đọc khỏi lịch.")
    return redirect("democracy:bulletin", locality.code, found.bulletin_id)


def bulletin_or_404(locality: Locality, pk: int) -> Bulletin:
    found = queries.find_bulletin(locality, pk)
    if found is None:
        raise Http404("Không có bài phát thanh này.")
    return found


def reading_or_404(locality: Locality, pk: int) -> Reading:
    found = queries.find_reading(locality, pk)
    if found is None:
        raise Http404("Không có lượt đọc này.")
    return found
