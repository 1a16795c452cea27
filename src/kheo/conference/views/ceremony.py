"""The office's pages of the ceremony: the running list, a group's hand and words, who receives for an absent one, the script."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.conference.actions.ceremony import build_ceremony, move_group, set_presenter, set_receiver
from kheo.conference.forms.ceremony import GroupForm, ReceiverForm
from kheo.conference.models import Conference
from kheo.conference.papers.script import ceremony_script
from kheo.conference.queries.stage import stage_of
from kheo.conference.rules.protocol import order_rule
from kheo.conference.views.lookup import conference_or_404
from kheo.conference.views.stage_lookup import award_or_404, group_or_404
from kheo.documents.script import script_docx, script_pdf
from kheo.foundation.downloads import send_printed
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("conference.read")
@require_safe
def ceremony(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_ceremony(request, conference_or_404(locality, pk))


def show_ceremony(request: HttpRequest, found: Conference, problems: RefusedError | None = None) -> HttpResponse:
    unfrozen = found.state != Conference.State.CLOSED
    context = {
        "conference": found,
        "stage": stage_of(found),
        "order_rule": order_rule(found.held_on),
        "problems": problems.problems if problems else (),
        "may_prepare": unfrozen and may(request, "conference.manage", found.locality),
        "may_run": may(request, "ceremony.run", found.locality),
        "may_receive": unfrozen and may(request, "ceremony.run", found.locality),
    }
    return render(request, "conference/ceremony.html", context, status=422 if problems else 200)


@page("conference.manage")
@require_POST
def build(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    try:
        added = build_ceremony(acting(request), found)
    except RefusedError as refusal:
        return show_ceremony(request, found, refusal)
    messages.success(request, f"Đã thêm {added} tên vào lễ trao tặng." if added else "Danh sách đã đủ, không có tên mới.")
    return redirect("conference:ceremony", locality.code, found.pk)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, locality: Locality, pk: int, group: int) -> HttpResponse:
    """Who hands over, and the words that open the group."""
    found = conference_or_404(locality, pk)
    one = group_or_404(found, group)
    form = GroupForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_presenter(acting(request), one, data["presenter"], data["known"], data["title"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi người trao và lời dẫn.")
            return redirect("conference:ceremony", locality.code, found.pk)
    context = {"conference": found, "group": one, "form": form}
    return render(request, "conference/award_group.html", context, status=422 if form.errors else 200)


@page("conference.manage")
@require_POST
def move(request: HttpRequest, locality: Locality, pk: int, group: int) -> HttpResponse:
    """One place up or down («len» in the form says which)."""
    found = conference_or_404(locality, pk)
    version = posted_version(request, "stage_version")
    try:
        move_group(acting(request), group_or_404(found, group), request.POST.get("huong") == "len", version)
    except RefusedError as refusal:
        return show_ceremony(request, conference_or_404(locality, pk), refusal)
    messages.success(request, "Đã đổi thứ tự nhóm.")
    return redirect("conference:ceremony", locality.code, found.pk)


@page("ceremony.run")
@require_http_methods(["GET", "HEAD", "POST"])
def receiver(request: HttpRequest, locality: Locality, pk: int, award: int) -> HttpResponse:
    """Who comes up for an absent one."""
    found = conference_or_404(locality, pk)
    one = award_or_404(found, award)
    form = ReceiverForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_receiver(acting(request), one, data["receiver"], data["known"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã ghi người nhận thay {one.line.recipient}.")
            return redirect("conference:ceremony", locality.code, found.pk)
    context = {"conference": found, "award": one, "form": form}
    return render(request, "conference/receiver.html", context, status=422 if form.errors else 200)


@page("conference.read")
@require_safe
def script(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The chair's script on the screen, printable as it is."""
    found = conference_or_404(locality, pk)
    context = {"conference": found, "script": ceremony_script(stage_of(found))}
    return render(request, "conference/script.html", context)


@page("conference.read")
@require_safe
def pdf(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    back = ("conference:script", locality.code, found.pk)
    return send_printed(request, f"kich-ban-{found.pk}.pdf", lambda: script_pdf(ceremony_script(stage_of(found))), back)


@page("conference.read")
@require_safe
def docx(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    back = ("conference:script", locality.code, found.pk)
    return send_printed(request, f"kich-ban-{found.pk}.docx", lambda: script_docx(ceremony_script(stage_of(found))), back)
