"""The money of a commendation or medal: the page with its sources, the payment list, and what the locality chooses."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.choices import set_choice
from kheo.recognition.forms.rewards import ChoiceForm
from kheo.recognition.models import Decision
from kheo.recognition.papers.payment import payment_paper, payment_workbook
from kheo.recognition.queries.choices_of_place import choices_of
from kheo.recognition.queries.fund import balance_of, payment_of, standing_of
from kheo.recognition.queries.money import has_money, money_of, payment_problem
from kheo.recognition.views.lookup import decision_or_404


def with_money(locality: Locality, pk: int) -> Decision:
    """The commendation or medal of that number in *locality*; 404 for any other paper."""
    found = decision_or_404(locality, pk)
    if not has_money(found):
        raise Http404("Văn bản này không kèm tiền thưởng.")
    return found


@page("decision.read")
@require_safe
def money(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Coefficient, base salary, product and rounded sum of each line, with what was not found or not read."""
    found = with_money(locality, pk)
    reckoned = money_of(found)
    paid = payment_of(found.pk)
    context = {
        "programme": found.programme,
        "decision": found,
        "money": reckoned,
        "wanted": list(dict.fromkeys((x.shown.line.subject, x.shown.line.get_subject_display()) for x in reckoned.without)),
        "problem": payment_problem(found, reckoned),
        "may_choose": may(request, "reward.manage", locality),
        "may_pay": may(request, "fund.record", locality),
        "paid": paid,
        "booked": standing_of(paid) if paid else None,
        "left": balance_of(locality, timezone.localdate().year) if may(request, "fund.read", locality) else None,
    }
    return render(request, "recognition/money.html", context)


@page("decision.read")
@require_safe
def payment(request: HttpRequest, locality: Locality, pk: int, form: str) -> HttpResponse:
    """The payment list as .docx, PDF or .xlsx."""
    found = with_money(locality, pk)
    reckoned = money_of(found)

    def make() -> bytes:
        if form == "xlsx":
            return payment_workbook(found, reckoned)
        paper = payment_paper(found, reckoned)
        return to_pdf(paper) if form == "pdf" else to_docx(paper)

    name = f"chi-thuong-{found.programme.year}-{found.pk}.{form}"
    return send_printed(request, name, make, ("recognition:money", locality.code, found.pk))


@page("decision.read")
@require_safe
def choices(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What the locality chose, with the reasons."""
    context = {"chosen": list(choices_of(locality.pk).values()), "may_choose": may(request, "reward.manage", locality)}
    return render(request, "recognition/choices.html", context)


@page("reward.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, locality: Locality, choice: str) -> HttpResponse:
    """One setting and its reason."""
    held = choices_of(locality.pk).get(choice)
    if held is None:
        raise Http404("Không có lựa chọn này.")
    form = ChoiceForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_choice(acting(request), locality, choice, form.cleaned_data["value"], form.cleaned_data["reason"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"{held.choice.label}: đã ghi.")
            return redirect("recognition:choices", locality.code)
    return render(request, "recognition/choose.html", {"held": held, "form": form}, status=422 if form.errors else 200)
