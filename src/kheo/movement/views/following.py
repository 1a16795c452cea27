"""«Làm theo mô hình này»: a registration form begun with its origin filled in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.submissions import begin_submission
from kheo.movement.forms.submissions import BeginForm
from kheo.movement.models import Initiative, Programme
from kheo.movement.queries.guidance import guidance_of
from kheo.movement.queries.lineage import may_be_origin, place_of, years_of
from kheo.movement.queries.places import places_held
from kheo.movement.rules.submissions import SubmissionContent
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("submission.write")
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Which year's programme, for which unit, under which name; the origin goes with the form and is recorded when it is taken.

    The origin stands behind the «?» (``mo-hinh``): it may be of another locality, whose recognised initiatives may be followed.
    """
    origin = _origin_or_404(request, locality)
    open_ones = list(Programme.objects.select_related("locality").filter(locality=locality, state=Programme.State.OPEN))
    chosen = next((one for one in open_ones if one.code == request.GET.get("chuong-trinh")), None)
    if chosen is None and len(open_ones) == 1:
        chosen = open_ones[0]
    places = places_held(acting(request), "submission.write", chosen) if chosen else None
    form = None
    if chosen is not None and places is not None:
        form = BeginForm(places, locality.unit_id, request.POST or None, initial={"title": origin.title})
        if request.method == "POST" and form.is_valid():
            content = SubmissionContent(title=form.cleaned_data["title"], kind=origin.kind, subject=origin.subject)
            try:
                made = begin_submission(acting(request), chosen, form.cleaned_data["place"], content, learnt_from=origin)
            except RefusedError as refusal:
                say_refusal(form, refusal)
            else:
                return redirect("movement:submission_edit", locality.code, made.pk)
    sheet = guidance_of(origin)
    context = {
        "origin": origin,
        "place": place_of(origin),
        "years": years_of(origin),
        "programmes": open_ones,
        "chosen": chosen,
        "form": form if places else None,
        "has_guidance": sheet is not None and (sheet.is_public or origin.locality_id == locality.pk),
    }
    return render(request, "movement/spread/follow.html", context, status=422 if form is not None and form.errors else 200)


def _origin_or_404(request: HttpRequest, locality: Locality) -> Initiative:
    asked = request.GET.get("mo-hinh", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else -1
    found = may_be_origin(locality).filter(pk=number).first()
    if found is None:
        raise Http404("Không có mô hình này.")
    return found
