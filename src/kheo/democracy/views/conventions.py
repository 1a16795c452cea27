"""Conventions: for everybody the text that holds; for heads and the office the drafts and their way to the people."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.conventions import (
    draft_convention,
    draft_version,
    edit_version,
    post_version,
    put_to_village,
    stop_version,
)
from kheo.democracy.forms.conventions import AttachForm, ConventionForm, PostForm, StopForm, VersionTextForm
from kheo.democracy.forms.wording import spoken_here
from kheo.democracy.models import Convention, ConventionVersion
from kheo.democracy.queries.conventions import VersionState, conventions_of, find_convention, matters_to_attach, state_of
from kheo.democracy.queries.matters import villages_on
from kheo.democracy.rules.conventions import compare, rule
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant, require
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
STAGES = {
    "draft": "đang soạn",
    "posted": "đang niêm yết dự thảo",
    "deciding": "đang đưa ra dân quyết định",
    "waiting": "đã thông qua, chờ công nhận",
    "holding": "đang có hiệu lực",
    "former": "đã được thay",
    "fallen": "không được thông qua, không được công nhận",
    "stopped_part": "có hiệu lực, tạm ngừng một phần",
    "stopped": "tạm ngừng toàn bộ",
    "annulled": "đã bãi bỏ",
}
PUBLIC_STAGES = {"posted", "deciding", "waiting", "holding", "former", "stopped_part", "stopped", "annulled"}


@page("page.public")
@require_safe
def conventions(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Whatever people may read: what holds and which drafts are posted; drafts in the making for those who make them."""
    today = timezone.localdate()
    may_read = find_grant(acting(request), "convention.read", locality) is not None
    states = conventions_of(locality)
    names = names_on({one.convention.village_id for one in states}, today)
    rows = []
    for state in states:
        shown = [(one, STAGES[one.stage]) for one in state.versions if may_read or one.stage in PUBLIC_STAGES]
        if shown:
            rows.append((state.convention, names.get(state.convention.village_id, ""), shown[0], state.holding))
    context = {
        "rows": rows,
        "may_draft": find_grant(acting(request), "convention.draft", locality) is not None,
        "posted_for": rule("posted_for", today),
    }
    return _kept(render(request, "democracy/conventions.html", context), staff=may_read)


@page("page.public")
@require_safe
def convention(request: HttpRequest, locality: Locality, pk: int, number: int | None = None) -> HttpResponse:
    """One version in plain words; the one that holds, else the newest that may be read."""
    found = _convention(locality, pk)
    actor = acting(request)
    may_read = find_grant(actor, "convention.read", locality) is not None
    state = state_of(found)
    readable = [one for one in state.versions if may_read or one.stage in PUBLIC_STAGES]
    shown = _chosen(readable, state.holding, number)
    owner = Owner(found.village_id)
    may_draft = find_grant(actor, "convention.draft", locality, owner) is not None
    is_free = state.newest.stage not in {"draft", "posted", "deciding", "waiting"}
    context = {
        "convention": found,
        "village": names_on({found.village_id}, timezone.localdate()).get(found.village_id, ""),
        "shown": shown,
        "stage": STAGES[shown.stage],
        "paragraphs": [part.strip() for part in shown.version.text.split("\n\n") if part.strip()],
        "others": [(one, STAGES[one.stage]) for one in readable if one.version.pk != shown.version.pk],
        "may_draft": may_draft,
        "may_amend": may_draft and is_free,
        "may_stop": shown.stage in {"holding", "stopped_part", "stopped"}
        and find_grant(actor, "convention.stop", locality) is not None,
        "posted_for": rule("posted_for", timezone.localdate()),
    }
    return _kept(render(request, "democracy/convention.html", context), staff=may_read)


@page("page.public")
@require_safe
def convention_compare(request: HttpRequest, locality: Locality, pk: int, old: int, new: int) -> HttpResponse:
    """Two versions word by word: what fell away struck through, what came underlined, both said in words for a screen reader."""
    found = _convention(locality, pk)
    may_read = find_grant(acting(request), "convention.read", locality) is not None
    readable = {one.version.number: one.version for one in state_of(found).versions if may_read or one.stage in PUBLIC_STAGES}
    if old not in readable or new not in readable or old == new:
        raise Http404("Không có hai bản này để so.")
    context = {
        "convention": found,
        "old": readable[old],
        "new": readable[new],
        "pieces": compare(readable[old].text, readable[new].text),
    }
    return _kept(render(request, "democracy/convention_compare.html", context), staff=may_read)


@page("convention.draft")
@read_or_write
def convention_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    actor = acting(request)
    villages = [
        one for one in villages_on(locality, today) if find_grant(actor, "convention.draft", locality, Owner(one.unit_id))
    ]
    form = spoken_here(request, ConventionForm(villages, today, request.POST or None))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        village = next(one.unit for one in villages if one.unit_id == data["village"])
        try:
            made = draft_convention(actor, locality, village, data["name"], data["title"], data["text"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi dự thảo.")
            return redirect("democracy:convention", locality.code, made.convention_id)
    context = {"form": form, "title": "Soạn hương ước, quy ước", "nowhere": not villages}
    return render(request, "democracy/convention_form.html", context, status=422 if form.errors else 200)


@page("convention.draft")
@read_or_write
def convention_amend(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own(request, locality, pk)
    form = VersionTextForm(state_of(found).newest.version, is_new=True, data=request.POST or None)

    def act() -> ConventionVersion:
        return draft_version(acting(request), found, form.cleaned_data["text"], form.cleaned_data["note"])

    return _form(request, found, form, act, "Soạn bản sửa đổi", "Đã ghi dự thảo bản sửa đổi.")


@page("convention.draft")
@read_or_write
def convention_edit(request: HttpRequest, locality: Locality, pk: int, number: int) -> HttpResponse:
    found = _own(request, locality, pk)
    draft = _version(found, number)
    form = VersionTextForm(draft, is_new=False, data=request.POST or None)

    def act() -> ConventionVersion:
        data = form.cleaned_data
        return edit_version(acting(request), draft, data["text"], data["note"], data["version"])

    return _form(request, found, form, act, "Sửa dự thảo", "Đã sửa dự thảo.")


@page("convention.draft")
@read_or_write
def convention_post(request: HttpRequest, locality: Locality, pk: int, number: int) -> HttpResponse:
    found = _own(request, locality, pk)
    draft = _version(found, number)
    form = PostForm(request.POST or None, initial={"posted_on": timezone.localdate(), "version": draft.version})

    def act() -> ConventionVersion:
        data = form.cleaned_data
        return post_version(acting(request), draft, data["posted_on"], data["places"], data["version"])

    row = rule("posted_for", timezone.localdate())
    about = (
        f"Dự thảo niêm yết ít nhất {row.value} ngày rồi mới bàn, biểu quyết ({row.citation}). Niêm yết rồi thì lời giữ nguyên."
    )
    return _form(request, found, form, act, "Niêm yết dự thảo", "Đã ghi ngày niêm yết.", about)


@page("convention.draft")
@read_or_write
def convention_attach(request: HttpRequest, locality: Locality, pk: int, number: int) -> HttpResponse:
    found = _own(request, locality, pk)
    posted = _version(found, number)
    waiting = matters_to_attach(found)
    form = AttachForm(waiting, posted, request.POST or None)

    def act() -> ConventionVersion:
        return put_to_village(acting(request), posted, form.cleaned_data["matter"], form.cleaned_data["version"])

    if not waiting:
        context = {"title": "Đưa ra dân quyết định", "convention": found, "is_unproposed": True}
        return render(request, "democracy/convention_form.html", context)
    about = "Chọn việc thuộc khoản 3 Điều 15 đã đề xuất mà chưa định ngày bàn."
    return _form(request, found, form, act, "Đưa ra dân quyết định", "Đã đưa dự thảo vào việc dân quyết định.", about)


@page("convention.stop")
@read_or_write
def convention_stop(request: HttpRequest, locality: Locality, pk: int, number: int) -> HttpResponse:
    found = _convention(locality, pk)
    held = _version(found, number)
    form = StopForm(request.POST or None)
    row = rule("stop_within", timezone.localdate())
    about = f"Trong {row.value} ngày làm việc kể từ ngày nhận phản ánh ({row.citation})."
    return _form(
        request, found, form, lambda: stop_version(acting(request), held, form.content()).of,
        "Ghi quyết định tạm ngừng, bãi bỏ", "Đã ghi quyết định.", about,
    )  # fmt: skip


def _form(
    request: HttpRequest,
    found: Convention,
    form: forms.Form,
    act: Callable[[], ConventionVersion],
    title: str,
    done: str,
    about: str = "",
) -> HttpResponse:
    """*act* answers the version it wrote: its page has the next step, while the convention's own shows what holds."""
    if request.method == "POST" and form.is_valid():
        try:
            written = act()
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect("democracy:convention_version", found.locality.code, found.pk, written.number)
    context = {"form": form, "title": title, "about": about, "convention": found}
    return render(request, "democracy/convention_form.html", context, status=422 if form.errors else 200)


def _chosen(readable: list[VersionState], holding: VersionState | None, number: int | None) -> VersionState:
    if not readable:
        raise Http404("Bản này chưa niêm yết.")
    if number is None:
        return holding or readable[0]
    shown = next((one for one in readable if one.version.number == number), None)
    if shown is None:
        raise Http404("Không có bản này.")
    return shown


def _convention(locality: Locality, pk: int) -> Convention:
    found = find_convention(locality, pk)
    if found is None:
        raise Http404("Không có hương ước, quy ước này.")
    return found


def _own(request: HttpRequest, locality: Locality, pk: int) -> Convention:
    found = _convention(locality, pk)
    require(acting(request), "convention.draft", locality, Owner(found.village_id))
    return found


def _version(found: Convention, number: int) -> ConventionVersion:
    version = next((one for one in found.versions.all() if one.number == number), None)
    if version is None:
        raise Http404("Không có bản này.")
    return version


def _kept(answer: HttpResponse, *, staff: bool) -> HttpResponse:
    if staff:
        answer["Cache-Control"] = "no-store"  # drafts that staff see here stay in no browser
    return answer
