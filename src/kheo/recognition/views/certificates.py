"""The register of certificates: issuing, printing, correcting, revoking."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.documents.certificate import certificate_pdf, certificates_pdf
from kheo.foundation.downloads import send_made
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.certificates import correct_certificate, issue_certificates, reissue_certificate, revoke_certificate
from kheo.recognition.forms.certificates import CorrectForm, NoticeForm, ReissueForm
from kheo.recognition.models import Certificate
from kheo.recognition.papers import certificate_content, certificate_file_name
from kheo.recognition.queries.certificates import register_rows, standing_certificates, status_of
from kheo.recognition.rules.codes import printed
from kheo.recognition.views.decisions import show_decision
from kheo.recognition.views.lookup import certificate_or_404, decision_or_404

PAGE_SIZE = 100


@page("decision.read")
@require_safe
def register(request: HttpRequest, locality: Locality) -> HttpResponse:
    shown = Paginator(register_rows(locality), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": shown,
        "rows": [(row, printed(row.code), status_of(row)) for row in shown],
        "may_correct": may(request, "certificate.correct", locality),
        "may_print": may(request, "blank.print", locality),
    }
    return render(request, "recognition/register.html", context)


@page("certificate.issue")
@require_POST
def issue(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Certificates for every line of the decision that has none yet."""
    found = decision_or_404(locality, pk)
    try:
        made = issue_certificates(acting(request), found)
    except RefusedError as refusal:
        return show_decision(request, found, problems=refusal)
    said = f"Đã cấp và vào sổ {len(made)} giấy chứng nhận." if made else "Mọi dòng đã có giấy chứng nhận; không cấp thêm."
    messages.success(request, said)
    return redirect("recognition:decision", locality.code, found.pk)


@page("decision.read")
@require_safe
def all_pdf(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """All standing certificates of a decision in one PDF, to be printed in one go."""
    found = decision_or_404(locality, pk)
    contents = [certificate_content(row) for row in standing_certificates(found)]
    if not contents:
        messages.info(request, "Quyết định này không có giấy chứng nhận nào còn giá trị để in.")
        return redirect("recognition:decision", locality.code, found.pk)
    return send_made(certificates_pdf(contents), f"giay-chung-nhan-{found.pk}.pdf")


@page("decision.read")
@require_safe
def one_pdf(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = certificate_or_404(locality, pk)
    return send_made(certificate_pdf(certificate_content(found)), certificate_file_name(found))


@page("certificate.correct")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """A new certificate with the right words in place of this one."""
    found = certificate_or_404(locality, pk)
    form = CorrectForm(found, request.POST or None)

    def write(data: dict[str, Any]) -> str:
        made = correct_certificate(acting(request), found, form.words(), data["reason"], data["paper"], data["on"])
        return f"Đã cấp giấy mới số {made.number:04d} thay giấy số {found.number:04d}."

    return _notice_page(request, found, form, write, "recognition/correct.html")


@page("certificate.reissue")
@require_http_methods(["GET", "HEAD", "POST"])
def reissue(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """A certificate again whose paper was lost or spoiled."""
    found = certificate_or_404(locality, pk)
    form = ReissueForm(found, request.POST or None)

    def write(data: dict[str, Any]) -> str:
        made = reissue_certificate(acting(request), found, form.signer(), data["reason"], data["paper"], data["on"])
        return f"Đã cấp lại: giấy số {made.number:04d} thay giấy số {found.number:04d}."

    return _notice_page(request, found, form, write, "recognition/reissue.html")


@page("certificate.correct")
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = certificate_or_404(locality, pk)

    def write(data: dict[str, Any]) -> str:
        revoke_certificate(acting(request), found, data["reason"], data["paper"], data["on"])
        return f"Đã thu hồi giấy số {found.number:04d}. Trang kiểm tra mã đã ghi rõ."

    return _notice_page(request, found, NoticeForm(request.POST or None), write, "recognition/revoke.html")


def _notice_page(
    request: HttpRequest, found: Certificate, form: NoticeForm, write: Callable[[dict[str, Any]], str], template: str
) -> HttpResponse:
    """One form after which *found* no longer stands as it did; *write* does it and returns what is then said."""
    if request.method == "POST" and form.is_valid():
        try:
            said = write(form.cleaned_data)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect("recognition:register", found.line.decision.locality.code)
    context = {"certificate": found, "form": form, "code": printed(found.code)}
    return render(request, template, context, status=422 if form.errors else 200)
