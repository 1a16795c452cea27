"""Evidence files: adding, describing, taking away, opening."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kheo.foundation.downloads import as_download
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.evidence import EvidenceContent, add_evidence, describe_evidence, remove_evidence
from kheo.movement.forms.registrations import DescribeForm, EvidenceForm
from kheo.movement.queries.registrations import owner_of
from kheo.movement.views.lookup import evidence_or_404, registration_or_404
from kheo.movement.views.registrations import render_registration
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality


@page("evidence.add")
@require_POST
def evidence_add(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = registration_or_404(locality, pk)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        content = EvidenceContent(data["caption"], data["is_public"], data["is_not_secret"], data["taken_on"], data["place"])
        try:
            add_evidence(acting(request), found, data["file"].name, data["file"].file, content)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã thêm minh chứng.")
            return redirect("movement:registration", locality.code, found.pk)
    return render_registration(request, found, status=422, evidence_form=form)


@page("evidence.read")
@require_safe
def evidence_open(request: HttpRequest, locality: Locality, pk: int, evidence: int) -> HttpResponse:
    """The file itself, always as a download: whatever it holds, it does not run on our address."""
    found = registration_or_404(locality, pk)
    require(acting(request), "evidence.read", locality, owner_of(found))
    return as_download(evidence_or_404(found, evidence).file)


@page("evidence.add")
@require_POST
def evidence_describe(request: HttpRequest, locality: Locality, pk: int, evidence: int) -> HttpResponse:
    """Change caption and visibility, or take the file away: the button says which."""
    found = registration_or_404(locality, pk)
    one = evidence_or_404(found, evidence)
    form = DescribeForm(request.POST)
    try:
        if request.POST.get("act") == "remove":
            remove_evidence(acting(request), one)
            messages.success(request, "Đã bỏ tệp.")
        elif form.is_valid():
            describe_evidence(acting(request), one, form.cleaned_data["caption"], is_public=form.cleaned_data["is_public"])
            messages.success(request, "Đã ghi chú thích.")
        else:
            messages.error(request, "Chưa ghi được: chú thích cần có và không quá 200 ký tự.")
    except RefusedError as refusal:
        messages.error(request, f"Chưa ghi được: {refusal}")
    return redirect("movement:registration", locality.code, found.pk)
