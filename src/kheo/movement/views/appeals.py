"""Appeals: a unit writes one against its own result, the office answers, the sheet that was opened again is closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kheo.assessment.actions.appeals import count_again
from kheo.assessment.models import Appeal, CouncilFile
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.councils import answer_for, appeal_for
from kheo.movement.forms.councils import AnswerForm, AppealForm
from kheo.movement.queries.councils import appeal_days
from kheo.movement.queries.registrations import owner_of
from kheo.movement.views.council_lookup import file_or_404
from kheo.movement.views.councils import answer as answered
from kheo.movement.views.lookup import programme_or_404, registration_or_404, sent_version
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality


@page("appeal.raise")
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The unit's result with what was objected and answered, and the form while appeals are taken."""
    found = registration_or_404(locality, pk)
    require(acting(request), "appeal.raise", locality, owner_of(found))
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal_for(acting(request), found, form.cleaned_data["text"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã gửi kiến nghị; cơ quan thường trực sẽ trả lời ở trang này.")
            return redirect("movement:appeal", locality.code, found.pk)
    file = (
        CouncilFile.objects.select_related("council")
        .filter(assessment__registration_link__registration=found, left_out_reason="")
        .first()
    )
    context = {
        "registration": found,
        "programme": found.programme,
        "file": file,
        "days": appeal_days(file.council) if file else None,
        "appeals": Appeal.objects.filter(file=file),
        "may_write": file is not None and not Appeal.objects.filter(file=file, round=file.round).exists(),
        "form": form,
    }
    return render(request, "movement/councils/appeal.html", context, status=422 if form.errors else 200)


@page("council.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """One appeal in full and its answer."""
    found = programme_or_404(locality, programme)
    row = _appeal_or_404(found.pk, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        upheld = request.POST.get("act") == "uphold"
        try:
            answer_for(acting(request), row, form.cleaned_data["answer"], sent_version(request), upheld=upheld)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã trả lời; phiếu mở lại để phúc tra." if upheld else "Đã trả lời kiến nghị.")
            return redirect("movement:council", locality.code, found.code)
    context = {
        "programme": found,
        "appeal": row,
        "registration": row.file.assessment.registration_link.registration,
        "form": form,
    }
    return render(request, "movement/councils/answer.html", context, status=422 if form.errors else 200)


def _appeal_or_404(programme: int, pk: int) -> Appeal:
    rows = Appeal.objects.filter(file__council__programme_link__programme=programme)
    found = rows.select_related("file__assessment__registration_link__registration__initiative", "file__council").filter(pk=pk)
    return get_object_or_404(found)


@page("council.manage")
@require_POST
def count(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """Close the sheet of a file that was scored again."""
    found = programme_or_404(locality, programme)
    file = file_or_404(found, pk)

    def act() -> str:
        locked = count_again(acting(request), file)
        return "Đã khoá điểm phúc tra." if locked.points is not None else "Điểm phúc tra vẫn chênh lệch lớn: hội đồng họp bàn."

    return answered(request, found, "", None, act)
