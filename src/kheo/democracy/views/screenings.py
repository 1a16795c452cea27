"""Looking for personal data before publishing: the list, a new look, the findings one by one, the masked copy."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.screenings import decide_findings, discard_screening, screen_draft, start_screening
from kheo.democracy.forms.screenings import ScreeningForm, verdicts_sent
from kheo.democracy.models import PostingDraft, Screening, ScreeningFinding
from kheo.democracy.queries import screenings as queries
from kheo.democracy.rules.sensitive import HIDDEN, UNREAD, public_by_law, sensitive_rules
from kheo.democracy.sensitive import MASKABLE
from kheo.democracy.sensitive.kinds import KINDS
from kheo.democracy.views.posting_lookup import draft_or_404
from kheo.foundation.downloads import UNKEPT, as_download
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

PAGE_SIZE, FINDINGS_AT_ONCE = 30, 100
LABELS = {key: kind.label for key, kind in KINDS.items()} | {UNREAD: "phần máy không đọc được", HIDDEN: "phần ẩn trong tệp"}


@page("screening.manage")
@require_safe
def screenings(request: HttpRequest, locality: Locality) -> HttpResponse:
    listed = Paginator(queries.screenings(locality), PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "democracy/screenings/list.html", {"listed": listed, **_rules()})


@page("screening.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def screening_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = ScreeningForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = start_screening(acting(request), locality, form.brought())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("democracy:screening", locality.code, made.pk)
    return render(request, "democracy/screenings/new.html", {"form": form, **_rules()}, status=422 if form.errors else 200)


@page("screening.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def screening(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The findings in place; sent: what was decided of those on the page."""
    found = _screening_or_404(locality, pk)
    problems: tuple[Problem, ...] = ()
    decided = verdicts_sent(request.POST, list(queries.findings_of(found))) if request.method == "POST" else None
    if decided == {}:
        problems = (Problem("Chưa chọn chỗ nào; chọn ở từng chỗ rồi ghi."),)
    elif decided is not None:
        try:
            decide_findings(acting(request), found, decided, posted_version(request))
        except RefusedError as refusal:
            problems = refusal.problems
            found = _screening_or_404(locality, pk)
        else:
            messages.success(request, "Đã ghi các chỗ vừa quyết.")
            return redirect("democracy:screening", locality.code, pk)
    findings = Paginator(queries.findings_of(found), FINDINGS_AT_ONCE).get_page(request.GET.get("trang"))
    open_kinds = (
        queries.findings_of(found).filter(verdict="").exclude(kind=UNREAD).order_by().values_list("kind", flat=True).distinct()
    )
    context = {
        "screening": found,
        "listed": findings,
        "rows": [(one, LABELS[one.kind], _sent(request, one)) for one in findings],
        "open_kinds": [(kind, LABELS[kind]) for kind in sorted(open_kinds)],
        "lawful": public_by_law(found.item, found.looked_on),
        "maskable": found.file is None or found.file.name.rpartition(".")[2].lower() in MASKABLE,
        "problems": problems,
        "draft": _draft_waiting(found),
        **_rules(),
    }
    return render(request, "democracy/screenings/screening.html", context, status=422 if problems else 200)


def _draft_waiting(found: Screening) -> PostingDraft | None:
    """What is prepared and waits for the masked copy of *found* to take its place."""
    draft = found.draft
    if draft is None or draft.posting_id is not None:
        return None
    return draft if found in [look for _called, look in queries.masked_copies(draft)] else None


def _sent(request: HttpRequest, finding: ScreeningFinding) -> dict[str, str]:
    """What was typed of *finding* and refused, so that nothing typed is lost."""
    return {name: request.POST.get(f"{name}-{finding.number}", "") for name in ("v", "r")}


def _rules() -> dict[str, object]:
    """The rows that the pages cite; the law on personal data from the day on which it is in force."""
    today = timezone.localdate()
    rows = {rule.key: rule for rule in sensitive_rules().rules if rule.holds_on(today)}
    return {"secrecy": rows.get("secrecy"), "personal": rows.get("personal")}


@page("screening.manage")
@require_safe
def screening_copy(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The masked copy: the file, or the text as .txt."""
    found = _screening_or_404(locality, pk)
    if found.masked_file is not None:
        return as_download(found.masked_file)
    if not found.masked_text:
        raise Http404("Lần soát này chưa có bản đã che.")
    answer = HttpResponse(found.masked_text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ban-da-che-{found.pk}.txt"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = UNKEPT
    return answer


@page("screening.manage")
@require_POST
def screening_discard(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _screening_or_404(locality, pk)
    try:
        discard_screening(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("democracy:screening", locality.code, pk)
    messages.success(request, "Đã bỏ lần soát; văn bản, tệp gửi lên đã xoá khỏi máy chủ.")
    return redirect("democracy:screenings", locality.code)


@page("screening.manage")
@require_POST
def draft_screen(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """From a posting that is prepared: look through its words and its paper."""
    draft = draft_or_404(locality, pk)
    try:
        begun = screen_draft(acting(request), draft)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("democracy:draft", locality.code, pk)
    if not begun:
        messages.success(request, "Không còn chỗ nào phải quyết; công khai được.")
        return redirect("democracy:draft", locality.code, pk)
    if len(begun) == 1:
        return redirect("democracy:screening", locality.code, begun[0].pk)
    return redirect("democracy:screenings", locality.code)


def _screening_or_404(locality: Locality, pk: int) -> Screening:
    found = queries.find_screening(locality, pk)
    if found is None:
        raise Http404("Không có lần soát này.")
    return found
