"""A form as it is read: by the unit that wrote it and by the office, which sends it back, takes it or not."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.submission_decisions import accept_submission, decline_submission, return_submission
from kheo.movement.forms.submissions import ReasonForm, ReturnForm
from kheo.movement.models import Submission, SubmissionVersion
from kheo.movement.queries.likeness.finding import asked_of_submission, look_alikes
from kheo.movement.queries.rounds import items_of
from kheo.movement.queries.submissions import (
    Word,
    choices_of,
    inbox,
    owner_of_form,
    place_of_form,
    standing_of,
    twin_of,
    words_of,
)
from kheo.movement.rules.form_items import TITLE_ITEM
from kheo.movement.rules.submissions import CHOSEN, HEAD, Piece, SubmissionContent, changes, label_of
from kheo.movement.views.lookup import programme_or_404, sent_version, submission_or_404
from kheo.movement.workflow import SUBMISSION
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality

PAGE_SIZE = 50


@page("submission.decide")
@require_safe
def submissions_inbox(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """The forms of a year: what waits first, what is late marked, by state."""
    found = programme_or_404(locality, programme)
    state = request.GET.get("buoc", "")
    counts = Submission.objects.filter(programme=found).aggregate(
        late=Count("pk", filter=Q(late_days__gt=0, state=Submission.State.SUBMITTED)),
        **{code: Count("pk", filter=Q(state=code)) for code in Submission.State.values},
    )
    rows = inbox(found)
    context = {
        "programme": found,
        "states": [(code, label, counts[code]) for code, label in Submission.State.choices if counts[code]],
        "state": state if state in Submission.State.values else "",
        "total": sum(counts[code] for code in Submission.State.values),
        "late": counts["late"],
        "listed": Paginator(rows.filter(state=state) if state in Submission.State.values else rows, PAGE_SIZE).get_page(
            request.GET.get("trang")
        ),
    }
    return render(request, "movement/submissions/inbox.html", context)


@dataclass(frozen=True)
class Read:
    """An item as it is read: its label, its words, what was said of it, where the office writes of it."""

    label: str
    text: str
    words: list[Word]
    note: Any = None


@page("submission.write")
@require_safe
def submission(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = submission_or_404(locality, pk)
    require(acting(request), "submission.write", locality, owner_of_form(found))
    return _render(request, found)


def _render(request: HttpRequest, found: Submission, return_form: ReturnForm | None = None, reason: Any = None) -> HttpResponse:
    programme = found.programme
    items, words = items_of(programme), words_of(found)
    content = SubmissionContent.of(found.content)
    decides = may(request, "submission.decide", programme.locality) and found.state == Submission.State.SUBMITTED
    form = (return_form or ReturnForm(items)) if decides else None
    twin = None if found.carried_from_id else twin_of(programme, found.unit_id, found.body_id, content)
    context = {
        "submission": found,
        "programme": programme,
        "place": place_of_form(found),
        "state": SUBMISSION.label(found.state),
        "steps": {step.action for step in SUBMISSION.allowed(found.state)},
        "head": _head(found, content),
        "read": [
            Read(
                item.label,
                content.title if item.key == TITLE_ITEM else content.items.get(item.key, ""),
                words.get(item.key, []),
                form[f"note-{item.key}"] if form else None,
            )
            for item in items
        ],
        "whole": words.get("", []),
        "return_form": form,
        "reason_form": reason or ReasonForm(),
        "decides": decides,
        "is_office": may(request, "submission.decide", programme.locality),
        "twin": twin if found.registration_id is None else None,
        "look_alikes": look_alikes(asked_of_submission(found)) if decides else None,
        "standing": standing_of(found, timezone.localdate()),
        "versions": list(SubmissionVersion.objects.filter(submission=found).defer("content")),
    }
    bad = bool((return_form and return_form.errors) or (reason and reason.errors))
    return render(request, "movement/submissions/submission.html", context, status=422 if bad else 200)


def _head(found: Submission, content: SubmissionContent) -> list[tuple[str, str]]:
    """The chosen fields in words, for the side of the page."""
    choices = choices_of(found.programme)
    return [(label_of(name, []), _said(choices, name, getattr(content, name))) for name in HEAD if name != "title"]


def _said(choices: dict[str, list[tuple[str, str]]], name: str, value: str) -> str:
    return dict(choices[name]).get(value, value) if name in CHOSEN else value


@page("submission.decide")
@require_POST
def submission_decide(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = submission_or_404(locality, pk)
    act, version, actor = request.POST.get("act", ""), sent_version(request), acting(request)
    return_form = ReturnForm(items_of(found.programme), request.POST) if act == "return" else None
    reason = ReasonForm(request.POST) if act == "decline" else None
    try:
        if return_form is not None and return_form.is_valid():
            return_submission(actor, found, return_form.notes(), version)
            messages.success(request, "Đã trả lại, kèm ý kiến; đơn vị được báo ngay.")
        elif reason is not None and reason.is_valid():
            decline_submission(actor, found, reason.cleaned_data["reason"], version)
            messages.success(request, "Đã ghi không nhận phiếu; đơn vị được báo kèm lý do.")
        elif act == "accept":
            accept_submission(actor, found, version)
            messages.success(request, "Đã nhận đăng ký; hồ sơ đã có trong chương trình.")
        else:
            return _render(request, found, return_form, reason)
    except RefusedError as refusal:
        form = return_form or reason
        if form is None:
            messages.error(request, str(refusal))
            return redirect("movement:submission", locality.code, found.pk)
        say_refusal(form, refusal)
        return _render(request, found, return_form, reason)
    return redirect("movement:submission", locality.code, found.pk)


@dataclass(frozen=True)
class Changed:
    label: str
    pieces: list[Piece]
    is_changed: bool


@page("submission.write")
@require_safe
def submission_version(request: HttpRequest, locality: Locality, pk: int, number: int) -> HttpResponse:
    """One handing in, with what was changed since the one before."""
    found = submission_or_404(locality, pk)
    require(acting(request), "submission.write", locality, owner_of_form(found))
    versions = {row.number: row for row in SubmissionVersion.objects.filter(submission=found, number__in=[number - 1, number])}
    if number not in versions:
        raise Http404("Phiếu chưa nộp lần này.")
    after = SubmissionContent.of(versions[number].content)
    before = SubmissionContent.of(versions[number - 1].content) if number > 1 else after
    items, choices = items_of(found.programme), choices_of(found.programme)
    pairs = [
        (label_of(name, items), _said(choices, name, getattr(before, name)), _said(choices, name, getattr(after, name)))
        for name in HEAD
    ]
    labels = {item.key: item.label for item in items if item.key != TITLE_ITEM}
    keys = dict.fromkeys([*labels, *before.items, *after.items])
    pairs += [(labels.get(key, key), before.items.get(key, ""), after.items.get(key, "")) for key in keys]
    context = {
        "submission": found,
        "place": place_of_form(found),
        "handed": versions[number],
        "number": number,
        "rows": [Changed(label, changes(old, new), old != new) for label, old, new in pairs if old or new],
        "is_changed": any(old != new for _label, old, new in pairs),
        "back": reverse("movement:submission", args=[locality.code, found.pk]),
    }
    return render(request, "movement/submissions/version.html", context)
