"""Documents from above: the list, one with its requirements, adding, editing, ending."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.directives.actions.documents import add_directive, edit_directive, end_directive, requirements_of
from kheo.directives.forms.documents import DirectiveForm, EndForm
from kheo.directives.models import Directive
from kheo.directives.queries.counts import Counts, summed
from kheo.directives.queries.documents import replacements_for, shown_directives, shown_requirements, state_on
from kheo.directives.queries.tasks import open_of_directive, shown
from kheo.directives.views.lookup import directive_or_404
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("directive.read")
@require_safe
def directives(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What is in force, what no longer; by kind with ``?loai=``."""
    today = timezone.localdate()
    every = shown_directives(locality, today)
    kinds = [(code, label) for code, label in Directive.Kind.choices if any(one.directive.kind == code for one in every)]
    kind = request.GET.get("loai", "")
    listed = [one for one in every if one.directive.kind == kind] if kind in dict(kinds) else every
    context = {
        "every": every,
        "in_force": [one for one in listed if one.state == "in_force"],
        "others": [one for one in listed if one.state != "in_force"],
        "kinds": kinds,
        "kind": kind,
        "unverified": sum(not one.directive.verified for one in every),
        "may_manage": may(request, "directive.manage", locality),
        "year": today.year,
    }
    return render(request, "directives/directives.html", context)


@page("directive.read")
@require_safe
def directive(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One directive: what it requires, and how far each requirement is."""
    found = directive_or_404(locality, pk)
    today = timezone.localdate()
    requirements = shown_requirements(found, today)
    context = {
        "directive": found,
        "state": state_on(found, today),
        "requirements": requirements,
        "counts": summed([one.counts for one in requirements]) if requirements else Counts(),
        "replaces": list(found.replaces.all()),
        "open_tasks": shown(open_of_directive(found), today) if found.valid_to else [],
        "may_manage": may(request, "directive.manage", locality),
    }
    return render(request, "directives/directive.html", context)


@page("directive.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = DirectiveForm(None, [], request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_directive(acting(request), locality, form.content(), form.requirements(), form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã ghi văn bản số {made.number}. Từ mỗi yêu cầu, giao nhiệm vụ cho đơn vị.")
            return redirect("directives:directive", locality.code, made.pk)
    return render(request, "directives/directive_form.html", {"form": form}, status=422 if form.errors else 200)


@page("directive.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = directive_or_404(locality, pk)
    form = DirectiveForm(found, requirements_of(found), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_directive(
                acting(request), found, form.content(), form.requirements(), form.cleaned_data["version"], form.sent_file()
            )
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, "Đã ghi văn bản.")
            return redirect("directives:directive", locality.code, found.pk)
    context = {"form": form, "directive": found}
    return render(request, "directives/directive_form.html", context, status=422 if form.errors else 200)


@page("directive.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The day from which a directive no longer holds; its open tasks are shown beside the form."""
    found = directive_or_404(locality, pk)
    today = timezone.localdate()
    form = EndForm(replacements_for(found), request.POST or None, initial={"version": found.version, "on": today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            end_directive(acting(request), found, data["on"], data["ending"], data["version"], data["replaced_by"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, f"Đã ghi văn bản số {found.number} hết hiệu lực từ {data['on']:%d/%m/%Y}.")
            return redirect("directives:directive", locality.code, found.pk)
    context = {"form": form, "directive": found, "open_tasks": shown(open_of_directive(found), today)}
    return render(request, "directives/directive_end.html", context, status=422 if form.errors else 200)


@page("directive.read")
@require_safe
def file(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = directive_or_404(locality, pk)
    if found.file is None:
        raise Http404("Văn bản này chưa có tệp.")
    return as_download(found.file)
