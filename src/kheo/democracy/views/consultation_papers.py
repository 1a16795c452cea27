"""Papers of consultations and dialogues, handed out as .docx and PDF."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.democracy.models import ConsultationResult
from kheo.democracy.papers.consultations import council_paper, dialogue_paper, plan_paper, summary_paper
from kheo.democracy.queries.consultations import decision_of, government_of
from kheo.democracy.queries.dialogues import conclusions_of, questions_of
from kheo.democracy.views.consultations import FILE, consultation_or_404
from kheo.democracy.views.dialogues import FILE as DIALOGUE_FILE
from kheo.democracy.views.dialogues import dialogue_or_404
from kheo.documents.content import Paper
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.organisation.access import page
from kheo.organisation.models import Locality

_PRINT: dict[str, Callable[[Paper], bytes]] = {"docx": to_docx, "pdf": to_pdf}


@page("consultation.read")
@require_safe
def plan(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    questions = [question.text for question in found.questions.all()]
    issuer = government_of(locality, timezone.localdate())
    name = f"ke-hoach-lay-y-kien-{pk}.{ending}"
    return send_printed(request, name, lambda: _PRINT[ending](plan_paper(found, issuer, questions)), (FILE, locality.code, pk))


@page("consultation.read")
@require_safe
def summary(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    result: ConsultationResult | None = getattr(found, "result", None)
    if result is None:
        raise Http404("Kết quả chưa công khai.")
    issuer, decision = government_of(locality, timezone.localdate()), decision_of(found)
    name = f"tong-hop-y-kien-{pk}.{ending}"
    return send_printed(
        request,
        name,
        lambda: _PRINT[ending](summary_paper(found, issuer, result.content, decision)),
        (FILE, locality.code, pk),
    )


@page("consultation.read")
@require_safe
def council(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    result: ConsultationResult | None = getattr(found, "result", None)
    decision = decision_of(found)
    if result is None or decision is None:
        raise Http404("Chưa có quyết định để báo cáo.")
    issuer, report = government_of(locality, timezone.localdate()), getattr(found, "council_report", None)
    name = f"bao-cao-lay-y-kien-{pk}.{ending}"
    return send_printed(
        request,
        name,
        lambda: _PRINT[ending](council_paper(found, issuer, result.content, decision, report)),
        (FILE, locality.code, pk),
    )


@page("consultation.read")
@require_safe
def dialogue(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    if found.held_on is None:
        raise Http404("Cuộc đối thoại chưa họp.")
    issuer = government_of(locality, timezone.localdate())
    questions, conclusions = list(questions_of(found)), conclusions_of(found)
    name = f"doi-thoai-{pk}.{ending}"
    return send_printed(
        request,
        name,
        lambda: _PRINT[ending](dialogue_paper(found, issuer, questions, conclusions)),
        (DIALOGUE_FILE, locality.code, pk),
    )
