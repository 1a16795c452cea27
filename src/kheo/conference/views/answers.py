"""A unit answers the invitations of its own people; the office may write down what it heard on the telephone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.conference.actions.guests import answer_invitation
from kheo.conference.forms.guests import AnswerForm
from kheo.conference.queries.conferences import day_of
from kheo.conference.queries.guests import answered_by, may_answer, shown
from kheo.conference.views.lookup import conference_or_404, guest_or_404, is_closed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Locality


@page("conference.answer")
@require_safe
def answers(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The heads for whom the reader answers, those without an answer first."""
    found = conference_or_404(locality, pk)
    rows = answered_by(acting(request), found)
    context = {
        "conference": found,
        "rows": rows,
        "silent": sum(row.guest.answer == "none" for row in rows),
        "steps": day_of(found),
        "is_closed": is_closed(found),
        "may_manage": may(request, "conference.manage", locality),
    }
    return render(request, "conference/answers.html", context)


@page("conference.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, locality: Locality, pk: int, guest: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    row = guest_or_404(found, guest)
    if not may_answer(acting(request), row):
        raise NotAllowedError("Chỉ đơn vị của người được mời và cơ quan thường trực trả lời giấy mời này.")
    form = AnswerForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            answer_invitation(acting(request), row, data["answer"], data["stand_in"], data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(row.version)
        else:
            messages.success(request, "Đã ghi trả lời. Có thể đổi đến khi hội nghị bế mạc.")
            return redirect("conference:answers", locality.code, found.pk)
    context = {
        "conference": found,
        "row": shown([row], found.held_on)[0],
        "form": form,
        "is_closed": is_closed(found),
    }
    return render(request, "conference/answer.html", context, status=422 if form.errors else 200)
