"""Proofs: writing one, correcting one, its file; what a village's head has to do; the inspectors' page with every proof."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.posting_proofs import ProofContent, correct_proof, owner_of, prove, prove_together
from kheo.democracy.forms.proofs import ProofForm, TogetherForm, VoidForm
from kheo.democracy.forms.wording import spoken_here
from kheo.democracy.models import PostingForm, Proof
from kheo.democracy.queries.posting_spots import Spot, alike, shown, together, village_spots
from kheo.democracy.queries.publishing import find_plan, postings_of
from kheo.democracy.queries.publishing_villages import form_words, villages_on
from kheo.democracy.queries.publishing_year import lines_of, watched
from kheo.democracy.rules.posting_standing import MISSING, WAITING
from kheo.democracy.rules.publishing import OF_A_VILLAGE
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.posting_lookup import number_asked, posting_or_404, proof_or_404, year_asked
from kheo.foundation.downloads import UNKEPT, as_download, in_place, in_small
from kheo.foundation.forms import say_refusal
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, find_grant, require
from kheo.organisation.models import Locality, Unit
from kheo.organisation.queries.bodies import units_ever_under
from kheo.organisation.queries.units import name_on, names_on
from kheo.organisation.queries.words import terms_of

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def _village_asked(request: HttpRequest, locality: Locality, name: str = "noi") -> Unit | None:
    key = number_asked(request, name)
    if not key:
        return None
    found = units_ever_under(locality).filter(pk=key, level=Unit.Level.VILLAGE).first()
    if found is None:
        raise Http404("Không có thôn, tổ dân phố này.")
    return found


@page("publishing.prove")
@read_or_write
def proof_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One proof of ``?hinh-thuc=`` (the office's board where none is named) in ``?noi=`` (a village's number)."""
    found = posting_or_404(locality, pk)
    form_code = request.GET.get("hinh-thuc", PostingForm.OFFICE_BOARD)
    if form_code not in found.forms or form_code == PostingForm.PORTAL:
        raise Http404("Nội dung này không công khai bằng hình thức ấy.")
    village = _village_asked(request, locality)
    require(acting(request), "publishing.prove", locality, owner_of(found, village))
    today = timezone.localdate()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = spoken_here(request, ProofForm(form_code, today, None, *sent))
    if request.method == "POST" and form.is_valid():
        try:
            prove(acting(request), found, form.content(village), form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi minh chứng.")
            return redirect(_back(request, locality, found.pk))
    context = {
        "form": form,
        "posting": found,
        "label": form_words(form_code, terms_of(locality, today)),
        "place": name_on(village, found.published_on) if village else "",
        "back": _back(request, locality, found.pk),
        "from_village": request.GET.get("tu") == "thon",
    }
    return render(request, "democracy/publishing/proof_form.html", context, status=422 if form.errors else 200)


@page("publishing.manage")
@read_or_write
def proof_together(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The office writes one proof for several villages at once: ``?hinh-thuc=`` of a village's form (else its board)."""
    found = posting_or_404(locality, pk)
    form_code = request.GET.get("hinh-thuc", PostingForm.VILLAGE_BOARD)
    if form_code not in found.forms or form_code not in OF_A_VILLAGE:
        raise Http404("Nội dung này không công khai bằng hình thức ấy ở thôn, tổ dân phố.")
    today = timezone.localdate()
    spots = [spot for spot in shown([found], today)[0].spots if spot.form == form_code]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = spoken_here(request, TogetherForm(form_code, today, spots, *sent))
    if request.method == "POST" and form.is_valid():
        try:
            made = prove_together(acting(request), found, form.content(None), form.chosen(), form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã ghi minh chứng ở {len(made)} nơi.")
            return redirect("democracy:posting", locality.code, found.pk)
    context = {"form": form, "posting": found, "label": form_words(form_code, terms_of(locality, today)), "place": "nhiều nơi"}
    context["back"] = _back(request, locality, found.pk)
    return render(request, "democracy/publishing/proof_form.html", context, status=422 if form.errors else 200)


def _back(request: HttpRequest, locality: Locality, pk: int) -> str:
    """To the duties of the villages for whoever came from there, else to the posting."""
    if request.GET.get("tu") == "thon":
        number = number_asked(request, "noi")
        return reverse("democracy:village_duties", args=[locality.code]) + (f"?noi={number}" if number else "")
    return reverse("democracy:posting", args=[locality.code, pk])


@page("publishing.prove")
@read_or_write
def proof_correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """A new row in the place of a wrong one; with «bo» the wrong one is taken back."""
    found = proof_or_404(locality, pk)
    require(acting(request), "publishing.prove", locality, owner_of(found.posting, found.village))
    is_void = "bo" in request.POST
    sent = (request.POST, request.FILES) if request.method == "POST" and not is_void else ()
    form = ProofForm(found.form, timezone.localdate(), found, *sent)
    void = VoidForm(request.POST if is_void else None)
    if request.method == "POST" and (void if is_void else form).is_valid():
        try:
            if is_void:
                correct_proof(acting(request), found, None, reason=void.cleaned_data["reason"])
            else:
                correct_proof(acting(request), found, form.content(found.village), form.sent_file())
        except RefusedError as refusal:
            say_refusal(void if is_void else form, refusal)
        else:
            messages.success(request, "Đã ghi lại; dòng cũ vẫn giữ, không tính nữa.")
            return redirect("democracy:posting", locality.code, found.posting_id)
    context = {
        "form": form,
        "void": void,
        "proof": found,
        "posting": found.posting,
        "label": form_words(found.form, terms_of(locality, timezone.localdate())),
        "place": name_on(found.village, found.on) if found.village else "",
    }
    status = 422 if form.errors or void.errors else 200
    return render(request, "democracy/publishing/proof_correct.html", context, status=status)


@page("publishing.read")
@require_safe
def proof_file(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Photographs, in place, and minutes: for the office, leaders, the Front, inspectors and the villages' heads."""
    file = _file_or_404(locality, pk)
    return in_place(file, UNKEPT) if file.media_type.startswith("image/") else as_download(file)


@page("publishing.read")
@require_safe
def proof_small(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The photograph as it stands in a list; for whoever may open it."""
    return in_small(_file_or_404(locality, pk), UNKEPT)


def _file_or_404(locality: Locality, pk: int) -> StoredFile:
    found = proof_or_404(locality, pk)
    if found.file is None:
        raise Http404("Minh chứng này không có tệp.")
    return found.file


@page("publishing.prove")
@require_safe
def village_duties(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What a village's head has to hang and tell: own villages; the office looks at each (``?noi=``)."""
    today = timezone.localdate()
    actor = acting(request)
    own = [one for one in villages_on(locality, today) if find_grant(actor, "publishing.prove", locality, Owner(one.pk))]
    names = names_on(own, today)
    asked = _village_asked(request, locality)
    if asked is not None:
        require(actor, "publishing.prove", locality, Owner(asked.pk))
    chosen = asked or (own[0] if own else None)
    spots = village_spots(watched(locality, today), chosen) if chosen else []
    waiting = sorted((spot for spot in spots if spot.standing.code in {WAITING, MISSING}), key=lambda spot: spot.standing.due)
    context = {
        "villages": [(one.pk, names.get(one.pk, one.code)) for one in own],
        "chosen": chosen,
        "place": name_on(chosen, today) if chosen else "",
        "wanted": [_duty(spot) for spot in waiting],
        "hanging": [spot for spot in spots if spot.form == PostingForm.VILLAGE_BOARD and _hangs(spot)],
        "ways": Proof.Way.choices,
        "today": today,
    }
    return render(request, "democracy/publishing/village.html", context)


def _hangs(spot: Spot) -> bool:
    """Whether the board was hung and nobody wrote that it came down."""
    return spot.standing.first is not None and spot.standing.down is None


def _duty(spot: Spot) -> tuple[Spot, bool]:
    """A spot, and whether it is done by one tap."""
    return spot, spot.form == PostingForm.HEAD


@page("publishing.prove")
@require_POST
def tell(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One tap of a village's head: how the people were told today (Điều 13 khoản 4)."""
    found = posting_or_404(locality, pk)
    key = request.POST.get("noi", "")
    numbered = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    village = units_ever_under(locality).filter(pk=numbered, level=Unit.Level.VILLAGE).first()
    if village is None:
        raise Http404("Không có thôn, tổ dân phố này.")
    content = ProofContent(PostingForm.HEAD, timezone.localdate(), village, way=request.POST.get("cach", ""))
    try:
        prove(acting(request), found, content)
    except RefusedError as refusal:
        messages.error(request, f"Chưa ghi được: {refusal}")
    else:
        messages.success(request, f"Đã ghi: {found.title}, đã thông báo {Proof.Way(content.way).label}.")
    return redirect(f"{reverse('democracy:village_duties', args=[locality.code])}?noi={village.pk}")


@page("publishing.read")
@require_safe
def inspection(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Every posting of a year with every proof, and every gap by item, village and form: one page, to be printed."""
    today = timezone.localdate()
    year = year_asked(request, today)
    plan = find_plan(locality, year)
    lines = lines_of(plan, today) if plan else []
    listed = shown(postings_of(locality).filter(published_on__year=year).order_by("item", "published_on", "pk"), today)
    gaps = [spot for one in listed for spot in one.gaps]
    context = {
        "year": year,
        "listed": [(one, alike(one.spots)) for one in listed],
        "gaps": gaps,
        "gap_lines": together(gaps),
        "not_done": [one for one in lines if one.standing and one.standing.code == MISSING],
        "wording": wording_note(today),
    }
    return render(request, "democracy/publishing/inspection.html", context)
