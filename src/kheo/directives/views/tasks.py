"""One task: what it is, how it stands, what was told of it; its owner reports here."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.directives.actions.tasks import edit_task, report_task
from kheo.directives.forms.tasks import AcceptForm, CancelForm, ReportForm, SendBackForm, TaskForm, sent_file
from kheo.directives.models import Task
from kheo.directives.queries.documents import requirements_for
from kheo.directives.queries.history import find_proof, history_of, newest_percent
from kheo.directives.queries.tasks import may_report, mine, owner_of, shown
from kheo.directives.views.lookup import task_or_404
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant, require
from kheo.organisation.models import Locality


@page("task.read")
@require_safe
def task(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The task, its history, and what the reader may do with it now; a village's head opens the village's own."""
    found = task_or_404(locality, pk)
    require(acting(request), "task.read", locality, owner_of(found))
    return show_task(request, found)


def show_task(request: HttpRequest, found: Task, forms: Mapping[str, Form] | None = None) -> HttpResponse:
    """The page of *found*; *forms*: those that were sent and refused, by name (status 422)."""
    sent = forms or {}
    today = timezone.localdate()
    version = {"version": found.version}
    own = Task.objects.filter(mine(found.locality, acting(request)), pk=found.pk).exists()
    manages = may(request, "directive.manage", found.locality)
    reports = may_report(acting(request), found) and found.state == Task.State.ASSIGNED
    history = history_of(found)
    context = {
        "shown": shown([found], today)[0],
        "task": found,
        "history": history,
        "percent": newest_percent(found),
        "may_open_proofs": find_grant(acting(request), "task.proof", found.locality, owner_of(found)) is not None,
        "may_remind": manages and found.state == Task.State.ASSIGNED,
        "reminder": f"Nhắc việc: {found.title}",
        "reminder_text": f"Hạn {found.due_on:%d/%m/%Y}. Xin báo đã làm được đến đâu ở trang này.",
        "may_edit": manages and found.state == Task.State.ASSIGNED,
        "is_own": own,
        "may_read_directives": may(request, "directive.read", found.locality),
        "report_form": sent.get("report", ReportForm(initial={**version, "on": today})) if reports else None,
        "accept_form": None,
        "send_back_form": None,
        "cancel_form": None,
    }
    if manages and found.state == Task.State.REPORTED:
        context["accept_form"] = sent.get("accept", AcceptForm(initial=version, auto_id="xac-nhan-%s"))
        context["send_back_form"] = sent.get("send_back", SendBackForm(initial=version, auto_id="tra-lai-%s"))
    if manages and found.state in {Task.State.ASSIGNED, Task.State.REPORTED}:
        context["cancel_form"] = sent.get("cancel", CancelForm(initial=version, auto_id="thoi-%s"))
    # A form whose act the task no longer takes is not drawn: what it was refused for is told all the same.
    drawn = [context[f"{name}_form"] for name in ("report", "accept", "send_back", "cancel")]
    context["undrawn"] = [form for form in sent.values() if form not in drawn]
    return render(request, "directives/task.html", context, status=422 if sent else 200)


@page("task.report")
@require_POST
def report(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What the owner tells of its task, with or without a proof."""
    found = task_or_404(locality, pk)
    require(acting(request), "task.report", locality, owner_of(found))
    form = ReportForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            report_task(
                acting(request),
                found,
                data["text"],
                data["on"],
                data["version"],
                data["percent"],
                says_done=data["says_done"],
                proof=sent_file(data),
            )
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            said = "Đã báo xong; cơ quan thường trực sẽ xem." if data["says_done"] else "Đã ghi tiến độ."
            messages.success(request, said)
            return redirect("directives:task", locality.code, found.pk)
    return show_task(request, found, {"report": form})


@page("directive.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Words, measure, deadline and requirement of a task that is under way."""
    found = task_or_404(locality, pk)
    form = TaskForm(
        requirements_for(locality, timezone.localdate(), found.requirement_id),
        request.POST or None,
        initial=TaskForm.words_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_task(acting(request), found, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, "Đã sửa nhiệm vụ; đơn vị được báo.")
            return redirect("directives:task", locality.code, found.pk)
    context: dict[str, Any] = {"task": found, "shown": shown([found], timezone.localdate())[0], "form": form}
    return render(request, "directives/task_edit.html", context, status=422 if form.errors else 200)


@page("task.proof")
@require_safe
def proof(request: HttpRequest, locality: Locality, pk: int, report: int) -> HttpResponse:
    """The file of a report: for the task's own unit, the office, leaders and those above."""
    found = task_or_404(locality, pk)
    require(acting(request), "task.proof", locality, owner_of(found))
    told = find_proof(found, report)
    if told is None or told.proof is None:
        raise Http404("Không có tệp này.")
    return as_download(told.proof)
