"""What is prepared and published: the form, the draft as it will be read, publishing, and the staff's page of a posting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.masked_copies import place_masked
from kheo.democracy.actions.posting_proofs import owner_of
from kheo.democracy.actions.postings import discard_draft, draft_posting, edit_draft, publish
from kheo.democracy.forms.publishing import PostingDraftForm
from kheo.democracy.forms.wording import spoken_here
from kheo.democracy.models import Posting, PostingDraft, PostingForm
from kheo.democracy.queries.posting_spots import Shown, Spot, shown
from kheo.democracy.queries.publishing import find_original, has_loudspeaker, lines_offered
from kheo.democracy.queries.publishing_villages import form_words, villages_on
from kheo.democracy.queries.screenings import looks_of, masked_copies
from kheo.democracy.rules.publishing import OF_A_VILLAGE, PORTAL, due_on, in_order, item_on, required_forms
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.posting_lookup import draft_or_404, line_or_404, number_asked, posting_or_404
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Actor, find_grant
from kheo.organisation.models import Locality
from kheo.organisation.queries.words import terms_of

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("publishing.manage")
@read_or_write
def draft_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    """An empty form, or one that begins with a line of the plan (``?dong=``) or with the posting that it changes (``?thay=``)."""
    changed = posting_or_404(locality, key) if (key := number_asked(request, "thay")) else None
    initial = _begun(locality, number_asked(request, "dong"), changed)
    return _write(request, locality, None, changed, initial)


def _begun(locality: Locality, line_key: int, changed: Posting | None) -> dict[str, Any]:
    if changed is not None:
        names = ("item", "title", "responsible", "line", "more_forms")
        return {name: getattr(changed, name) for name in names} | {"title": f"Thay đổi: {changed.title}"[:200]}
    if not line_key:
        return {}
    line = line_or_404(locality, line_key)
    title = f"{line.what}, {line.period}" if line.period else line.what
    return {
        "item": line.item, "title": title[:200], "responsible": line.responsible, "line": line, "more_forms": line.more_forms,
    }  # fmt: skip


@page("publishing.manage")
@read_or_write
def draft_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = draft_or_404(locality, pk)
    return _write(request, locality, found, found.changes, {})


def _write(
    request: HttpRequest, locality: Locality, draft: PostingDraft | None, changed: Posting | None, initial: dict[str, Any]
) -> HttpResponse:
    today = timezone.localdate()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = spoken_here(request, PostingDraftForm(today, lines_offered(locality, today), draft, initial, *sent))
    if request.method == "POST" and form.is_valid():
        content, file = form.content(changed), form.sent_file()
        try:
            if draft is None:
                made = draft_posting(acting(request), locality, content, file)
            else:
                made = edit_draft(acting(request), draft, content, form.cleaned_data["version"], file)
        except RefusedError as refusal:
            say_refusal(form, refusal)
            if draft is not None:
                form.renew(draft_or_404(locality, draft.pk).version)
        else:
            messages.success(request, "Đã ghi. Xem lại rồi bấm «Công khai».")
            return redirect("democracy:draft", locality.code, made.pk)
    context = {"form": form, "draft": draft, "changed": changed, "wording": wording_note(today)}
    return render(request, "democracy/publishing/draft_form.html", context, status=422 if form.errors else 200)


@page("publishing.manage")
@require_safe
def draft(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What is prepared as it will be read, with the forms, the villages and the day that publishing now would set."""
    found = draft_or_404(locality, pk)
    today = timezone.localdate()
    item = item_on(found.item, today)
    law = required_forms(item, has_loudspeaker=has_loudspeaker(locality, today.year))
    forms = in_order({*law, *found.more_forms})
    words = terms_of(locality, today)
    due = due_on(found.paper_day, found.own_law_day, found.own_law, today)
    context = {
        "draft": found,
        "item": item,
        "forms": [(form_words(form, words), form in law) for form in forms],
        "villages": len(villages_on(locality, today)),
        "due": due,
        "late_by": max(0, (today - due.day).days),
        "wording": wording_note(today),
        "copies": [called for called, _look in masked_copies(found)],
        "looks": list(looks_of(found)),
    }
    return render(request, "democracy/publishing/draft.html", context)


@page("publishing.manage")
@require_safe
def draft_paper(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return as_download(draft_or_404(locality, pk).paper)


@page("publishing.manage")
@require_safe
def draft_original(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The paper as it was before its masked copy took its place; also once that was published."""
    found = find_original(locality, pk)
    if found is None:
        raise Http404("Bản chuẩn bị này không có bản gốc trước khi che.")
    return as_download(found)


@page("publishing.manage")
@require_POST
def draft_mask(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Put the masked copies in the place of what they were made from."""
    found = draft_or_404(locality, pk)
    try:
        place_masked(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa thay được: {refusal}")
    else:
        messages.success(request, "Đã thay bản đã che vào bản chuẩn bị. Đọc lại rồi bấm «Công khai».")
    return redirect("democracy:draft", locality.code, found.pk)


@page("publishing.manage")
@require_POST
def draft_publish(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = draft_or_404(locality, pk)
    try:
        made = publish(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa công khai được: {refusal}")
        return redirect("democracy:draft", locality.code, found.pk)
    told = " và báo Trưởng thôn, Tổ trưởng" if OF_A_VILLAGE & set(made.forms) else ""
    left = " Làm tiếp từng hình thức ở dưới rồi ghi minh chứng." if set(made.forms) - {PORTAL} else ""
    said = f"Đã đăng trang công khai{told}.{left}"
    messages.success(request, terms_of(locality, timezone.localdate()).say(said))
    return redirect("democracy:posting", locality.code, made.pk)


@page("publishing.manage")
@require_POST
def draft_discard(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = draft_or_404(locality, pk)
    try:
        discard_draft(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa bỏ được: {refusal}")
        return redirect("democracy:draft", locality.code, found.pk)
    messages.success(request, f"Đã bỏ bản chuẩn bị «{found.title}».")
    return redirect("democracy:publishing", locality.code)


@page("publishing.read")
@require_safe
def posting(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Every form and village of a posting, with its proofs and what is wanted."""
    found = posting_or_404(locality, pk)
    today = timezone.localdate()
    read = shown([found], today)[0]
    context = {
        "posting": found,
        "item": item_on(found.item, found.published_on),
        "shown": read,
        "groups": by_form(read, acting(request), locality),
        "changes": list(found.changed_by.order_by("published_on", "pk")),
        "wording": wording_note(found.published_on),
        "may_manage": may(request, "publishing.manage", locality),
    }
    return render(request, "democracy/publishing/posting.html", context)


def by_form(read: Shown, actor: Actor, locality: Locality) -> list[tuple[str, list[tuple[Spot, bool]]]]:
    """The spots of each form, with whether *actor* may prove there."""
    groups: dict[str, list[tuple[Spot, bool]]] = {}
    for spot in read.spots:
        owner = owner_of(read.posting, spot.village)
        may_prove = spot.form != PostingForm.PORTAL and find_grant(actor, "publishing.prove", locality, owner) is not None
        groups.setdefault(spot.label, []).append((spot, may_prove))
    return list(groups.items())
