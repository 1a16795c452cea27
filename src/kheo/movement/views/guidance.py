"""The guidance sheet: read, printed, written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.guidance import write_guidance
from kheo.movement.forms.spread import GuidanceForm
from kheo.movement.models import Guidance, Initiative
from kheo.movement.papers import guidance_paper, pages_of
from kheo.movement.queries.guidance import first_words, guidance_of
from kheo.movement.queries.lineage import place_of
from kheo.movement.queries.registrations import owner_of, place_name
from kheo.movement.views.lookup import registration_or_404, sent_version
from kheo.movement.views.spread import initiative_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality

PRINT = {"pdf": to_pdf, "docx": to_docx}


@page("page.public")
@require_safe
def guidance(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    initiative = initiative_or_404(locality, pk)
    sheet = _sheet_or_404(request, initiative)
    context = {"initiative": initiative, "place": place_of(initiative), "sheet": sheet, "steps": sheet.steps.splitlines()}
    return _kept(render(request, "movement/spread/guidance.html", context), sheet)


@page("page.public")
@require_safe
def guidance_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    """The sheet as a file; what cannot be printed is said on its page."""
    initiative = initiative_or_404(locality, pk)
    sheet = _sheet_or_404(request, initiative)
    back = ("movement:guidance", locality.code, initiative.pk)
    name = f"huong-dan-{initiative.pk}.{ending}"
    return _kept(send_printed(request, name, lambda: PRINT[ending](guidance_paper(sheet, initiative)), back), sheet)


def _kept(answer: HttpResponse, sheet: Guidance) -> HttpResponse:
    if not sheet.is_public:
        answer["Cache-Control"] = "no-store"  # the phone is shared: nothing of the office stays in its browser
    return answer


def _sheet_or_404(request: HttpRequest, initiative: Initiative) -> Guidance:
    """The sheet; one that is not public exists only for those who work here."""
    sheet = guidance_of(initiative)
    if sheet is None or not (sheet.is_public or may(request, "programme.read", initiative.locality)):
        raise Http404("Chưa có hướng dẫn nhân rộng của mô hình này.")
    return sheet


@page("lineage.record")
@require_http_methods(["GET", "HEAD", "POST"])
def guidance_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Write the sheet; whoever wrote more than a page is told so, at once."""
    found = registration_or_404(locality, pk)
    require(acting(request), "lineage.record", found.initiative.locality, owner_of(found))
    sheet = guidance_of(found.initiative)
    form = GuidanceForm(request.POST or None, sheet=sheet, begun=None if sheet else first_words(found))
    if request.method == "POST" and form.is_valid():
        try:
            written = write_guidance(acting(request), found.initiative, form.content(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            _say_length(request, written, initiative_or_404(locality, found.initiative_id))
            return redirect("movement:guidance", locality.code, found.initiative_id)
    context = {"form": form, "registration": found, "place": place_name(found), "version": sheet.version if sheet else 0}
    return render(request, "movement/spread/guidance_form.html", context, status=422 if form.errors else 200)


def _say_length(request: HttpRequest, sheet: Guidance, initiative: Initiative) -> None:
    try:
        pages = pages_of(guidance_paper(sheet, initiative))
    except RefusedError as refusal:
        messages.warning(request, f"Đã ghi hướng dẫn, nhưng chưa in được: {refusal}")
        return
    if pages > 1:
        messages.warning(request, f"Đã ghi hướng dẫn. Bản in dài {pages} trang: rút gọn cho vừa một trang thì dễ dán, dễ phát.")
    else:
        messages.success(request, "Đã ghi hướng dẫn; bản in vừa một trang.")
