"""A set written on the web: begun, filled in, published."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kheo.assessment.actions.drafts import begin_draft, discard_draft, publish_draft, write_draft
from kheo.assessment.criteria.typed import BLANK_CLASS, BLANK_KIND, Typed, blank_group, blank_item, check_typed
from kheo.assessment.forms.drafts import DraftForms, typed_from
from kheo.assessment.models import CriteriaDraft
from kheo.assessment.queries.criteria import drafts_of
from kheo.assessment.rules.schemes import Part
from kheo.assessment.views.sets import set_or_404
from kheo.foundation.forms import posted_version
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("criteria.edit")
@require_POST
def begin(request: HttpRequest, locality: Locality) -> HttpResponse:
    """A new set, empty or as a copy of the one that the button carried."""
    sent = request.POST.get("like", "")
    like = set_or_404(locality, int(sent)) if sent.isascii() and sent.isdigit() and len(sent) < 19 else None
    made = begin_draft(acting(request), locality, like)
    messages.success(request, "Đây là bản thảo: chưa chương trình nào chọn được, đến khi bạn công bố.")
    return redirect("assessment:draft", locality.code, made.pk)


@page("criteria.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Everything of the set on one page; each press keeps all of it, then does what the button says.

    What cannot be published is kept all the same: a refusal leads back to the page, which names each fault on top.
    """
    found = _draft_or_404(locality, pk)
    if request.method != "POST":
        faults = check_typed(found.document, found.code).faults if "kiem" in request.GET else []
        return _show(request, found, found.document, tuple(fault.problem for fault in faults))
    typed = typed_from(request.POST)
    asked = request.POST.get("do", "")
    anchor = _add_row(typed, asked)
    try:
        found = write_draft(acting(request), found, typed, posted_version(request))
    except RefusedError as refusal:
        return _show(request, _draft_or_404(locality, pk), typed, refusal.problems)
    if asked == "publish":
        return _publish(request, found)
    messages.success(request, "Đã ghi bản thảo.")
    return redirect(f"{reverse('assessment:draft', args=[locality.code, found.pk])}{anchor}")


def _publish(request: HttpRequest, kept: CriteriaDraft) -> HttpResponse:
    try:
        made = publish_draft(acting(request), kept, kept.version)
    except RefusedError as refusal:
        has_faults = bool(check_typed(kept.document, kept.code).faults)
        said = "Đã ghi bản thảo nhưng chưa công bố được; xem các chỗ ghi ở dưới." if has_faults else str(refusal)
        messages.error(request, said)
        return redirect(f"{reverse('assessment:draft', args=[kept.locality, kept.pk])}?kiem=1")
    messages.success(request, f"Đã công bố «{made}», phiên bản {made.version}. Giờ chương trình năm chọn được bộ này.")
    return redirect("assessment:set", kept.locality, made.pk)


def _add_row(typed: Typed, asked: str) -> str:
    """Put the row that the button asks for at the end of its list; return where on the page it stands ("": nothing asked)."""
    if asked == "kind":
        typed["kinds"].append(dict(BLANK_KIND))
        return f"#k{len(typed['kinds']) - 1}"
    if asked == "class":
        typed["classes"].append(dict(BLANK_CLASS))
        return f"#c{len(typed['classes']) - 1}"
    if asked == "group":
        typed["groups"].append(blank_group())
        return f"#g{len(typed['groups']) - 1}"
    group = re.fullmatch(r"item-(\d{1,2})", asked)
    if group and int(group[1]) < len(typed["groups"]):
        items = typed["groups"][int(group[1])]["items"]
        items.append(blank_item())
        return f"#g{group[1]}-i{len(items) - 1}"
    return ""


def _show(request: HttpRequest, found: CriteriaDraft, typed: Typed, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    checked = check_typed(typed, found.code)
    anchors = {fault.problem: fault.anchor for fault in checked.faults}
    sums = [
        (
            group["name"] or f"Nhóm {place + 1}",
            f"g{place}",
            sum(item.maximum for item in checked.read.items if item.group == name and item.part == Part.ORDINARY),
        )
        for place, group in enumerate(typed["groups"])
        for name in [" ".join(group["name"].split())]
    ]
    context = {
        "draft": found,
        "forms": DraftForms(typed),
        "faults": checked.faults,
        "faulty": {fault.anchor for fault in checked.faults},
        "problems": [(problem, anchors.get(problem, "chung")) for problem in problems],
        "sums": sums,
    }
    return render(request, "assessment/draft.html", context, status=422 if request.method == "POST" else 200)


@page("criteria.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Asks once, then throws the draft away."""
    found = _draft_or_404(locality, pk)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            discard_draft(acting(request), found, posted_version(request))
        except RefusedError as refusal:
            problems = refusal.problems
        else:
            messages.success(request, "Đã bỏ bản thảo.")
            return redirect("assessment:sets", locality.code)
    return render(request, "assessment/discard.html", {"draft": found, "problems": problems}, status=422 if problems else 200)


def _draft_or_404(locality: Locality, pk: int) -> CriteriaDraft:
    found = drafts_of(locality.code).filter(pk=pk).first()
    if found is None:
        raise Http404("Bản thảo này không còn: đã công bố hoặc đã bỏ.")
    return found
