"""Two records that are one: finding the other, reading what goes where, merging; and what a double kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.merging import merge_initiatives
from kheo.movement.forms.spread import MergeForm
from kheo.movement.models import Initiative, Registration
from kheo.movement.queries.lineage import initiatives_named, newest_registration, place_of, years_of
from kheo.movement.queries.merged import doubles_of
from kheo.movement.queries.merging import find_doubles, plan_of
from kheo.movement.queries.registrations import place_name
from kheo.movement.rules.merging import STORY
from kheo.movement.views.lookup import registration_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

TOLD = (("title", "Tên"), ("holder", "Thực hiện"))
STORY_LABELS = dict(zip(STORY, ("Tóm tắt", "Tình hình trước khi làm", "Cách làm", "Kết quả", "Bài học"), strict=True))


@page("initiatives.merge")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Merge this registration's initiative into another: without ``vao`` the search, with it the preview and the act."""
    found = registration_or_404(locality, pk)
    chosen = request.GET.get("vao", "")
    if not chosen:
        words = request.GET.get("q", found.initiative.title)[:300]
        context = {
            "registration": found,
            "words": words,
            "doubles": find_doubles(found.initiative, words),
            "place": place_name(found),
        }
        return render(request, "movement/merging/find.html", context)
    kept, doubled = _named_or_404(locality, chosen), _named_or_404(locality, str(found.initiative_id))
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            merged = merge_initiatives(acting(request), kept, doubled, data["reason"], data["seen"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã gộp «{doubled.title}» vào hồ sơ này. Địa chỉ cũ dẫn về đây.")
            return redirect("movement:registration", locality.code, _newest(merged).pk)
    return _preview(request, found, kept, doubled, form)


def _preview(request: HttpRequest, found: Registration, kept: Initiative, doubled: Initiative, form: MergeForm) -> HttpResponse:
    plan = plan_of(kept, doubled)
    told = [*TOLD, *STORY_LABELS.items()]
    context = {
        "registration": found,
        "plan": plan,
        "has_parts": any(part.moves or part.stays for part in plan.parts),
        "kept_place": place_of(kept),
        "kept_years": years_of(kept),
        "doubled_place": place_of(doubled),
        "doubled_years": years_of(doubled),
        "kept_newest": _newest(kept),
        "told": [(label, getattr(kept, name), getattr(doubled, name), name in plan.words) for name, label in told],
        "form": form,
    }
    return render(request, "movement/merging/preview.html", context, status=422 if form.errors else 200)


@page("programme.read")
@require_safe
def merged(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What stayed with the records that were merged into this one."""
    found = registration_or_404(locality, pk)
    doubles = [
        (double, [(label, getattr(double.initiative, name)) for name, label in [*TOLD, *STORY_LABELS.items()]])
        for double in doubles_of(found.initiative)
    ]
    return render(
        request, "movement/merging/merged.html", {"registration": found, "doubles": doubles, "place": place_name(found)}
    )


def _named_or_404(locality: Locality, chosen: str) -> Initiative:
    number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19 else -1
    found = initiatives_named().filter(locality=locality, pk=number).first()
    if found is None or newest_registration(found) is None:
        raise Http404("Không có hồ sơ này.")
    return found


def _newest(initiative: Initiative) -> Registration:
    found = newest_registration(initiative)
    if found is None:
        raise Http404("Mô hình này chưa có hồ sơ.")
    return found
