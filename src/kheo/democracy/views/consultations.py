"""The office's pages of a consultation: list, file, and each step with its own form."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions import consultations as acts
from kheo.democracy.actions import results
from kheo.democracy.forms.consultations import (
    CouncilForm,
    DecisionForm,
    ExtendForm,
    OpenForm,
    PlanForm,
    ReasonForm,
    SentForm,
)
from kheo.democracy.models import Consultation
from kheo.democracy.queries.comments import progress, topics_of
from kheo.democracy.queries.consultations import (
    consultations_of,
    counts_of,
    decision_of,
    heard,
    standing_tallies,
    villages_entered_for,
)
from kheo.democracy.rules.consultations import earliest_end, forms, forms_entered, rule
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.taking import done, form_page, take
from kheo.democracy.workflow import CONSULTATION
from kheo.foundation.forms import VersionForm
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
FILE = "democracy:consultation_file"
LISTED = 60


def consultation_or_404(locality: Locality, pk: int) -> Consultation:
    rows = consultations_of(locality).select_related("locality__unit", "result", "council_report")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("Không có đợt lấy ý kiến này.")
    return found


def act_context(found: Consultation, heading: str, verb: str, note: str = "") -> dict[str, object]:
    back = reverse(FILE, args=[found.locality.code, found.pk])
    return {"heading": heading, "verb": verb, "lead": found.title, "back": back, "back_words": found.title, "note": note}


@page("consultation.read")
@require_safe
def consultation_list(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    rows = list(consultations_of(locality)[:LISTED])
    lines = [(row, CONSULTATION.label(row.state), (row.ends_on - today).days) for row in rows]
    context = {
        "lines": lines,
        "may_manage": may(request, "consultation.manage", locality),
        "wording": wording_note(today),
    }
    return render(request, "democracy/consultation_list.html", context)


@page("consultation.manage")
@read_or_write
def consultation_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = PlanForm(request.POST or None)
    made: list[Consultation] = []
    if take(request, form, lambda: made.append(acts.plan_consultation(acting(request), locality, form.plan()))):
        words = "Đã lập kế hoạch. In ra, gửi Hội đồng nhân dân và Mặt trận, rồi ghi ngày gửi."
        return done(request, words, FILE, locality.code, made[0].pk)
    today = timezone.localdate()
    context = {
        "heading": "Lập kế hoạch lấy ý kiến",
        "verb": "Lập kế hoạch",
        "lead": locality.name,
        "back": reverse("democracy:consultation_list", args=[locality.code]),
        "back_words": "Lấy ý kiến Nhân dân",
        "note": f"{rule('plan.sent', today).citation}, {wording_note(today)}. Công khai hôm nay thì sớm nhất "
        f"{earliest_end(today):%d/%m/%Y} mới được kết thúc.",
    }
    return form_page(request, form, context)


@page("consultation.read")
@require_safe
def consultation_file(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found, today = consultation_or_404(locality, pk), timezone.localdate()
    day = found.opened_on or found.opens_on
    labels, may_manage = forms(day), may(request, "consultation.manage", locality)
    context = {
        "consultation": found,
        "state": CONSULTATION.label(found.state),
        "kind": rule(f"matter.{found.kind}", day),
        "ways": [labels[letter].value for letter in found.forms],
        "days_left": (found.ends_on - today).days,
        "may_close": found.state == "open" and today > found.ends_on,
        "counts": counts_of(found),
        "heard": heard(found),
        "topics": topics_of(found),
        "progress": progress(found),
        "tallies": standing_tallies(found).select_related("village").prefetch_related("counts"),
        "decision": decision_of(found),
        "result": getattr(found, "result", None),
        "report": getattr(found, "council_report", None),
        "may_manage": may_manage,
        "may_answer": may(request, "consultation.answer", locality),
        "may_enter": found.state == "open"
        and bool(forms_entered(found.forms, is_office=may_manage))
        and bool(villages_entered_for(acting(request), locality, today)),
        "wording": wording_note(day),
        "sources": {name: rule(key, day).citation for name, key in _SOURCES.items()},
    }
    return render(request, "democracy/consultation_file.html", context)


_SOURCES = {
    "sent": "plan.sent",
    "period": "period.days",
    "published": "results.published",
    "against": "decision.against",
    "report": "report.council",
}


@page("consultation.manage")
@read_or_write
def consultation_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    form = PlanForm(request.POST or None, found)
    act = lambda: acts.edit_plan(acting(request), found, form.plan(), form.cleaned_data["version"])  # noqa: E731  one act
    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã sửa kế hoạch.", FILE, locality.code, pk)
    return form_page(request, form, act_context(found, "Sửa kế hoạch lấy ý kiến", "Ghi kế hoạch"))


@page("consultation.manage")
@read_or_write
def consultation_sent(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found, today = consultation_or_404(locality, pk), timezone.localdate()
    initial = {"version": found.version, "council_on": today, "front_on": today}
    form = SentForm(request.POST or None, initial=initial)

    def act() -> None:
        data = form.cleaned_data
        acts.send_plan(acting(request), found, data["council_on"], data["front_on"], data["version"])

    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã ghi ngày gửi kế hoạch. Công khai nội dung rồi mở lấy ý kiến.", FILE, locality.code, pk)
    note = rule("plan.sent", found.opens_on).citation
    return form_page(request, form, act_context(found, "Đã gửi kế hoạch ngày nào", "Ghi ngày gửi", note))


@page("consultation.manage")
@read_or_write
def consultation_open(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found, today = consultation_or_404(locality, pk), timezone.localdate()
    ends_on = max(found.ends_on, earliest_end(today, found.own_days))
    form = OpenForm(request.POST or None, initial={"version": found.version, "opens_on": today, "ends_on": ends_on})

    def act() -> None:
        data = form.cleaned_data
        acts.open_consultation(acting(request), found, data["opens_on"], data["ends_on"], data["version"])

    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã mở. Trang công khai nhận ý kiến từ bây giờ.", FILE, locality.code, pk)
    note = found.own_document or rule("period.days", today).citation
    return form_page(request, form, act_context(found, "Mở lấy ý kiến", "Mở lấy ý kiến", note))


@page("consultation.manage")
@read_or_write
def consultation_extend(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    form = ExtendForm(request.POST or None, initial={"version": found.version})

    def act() -> None:
        acts.extend_consultation(acting(request), found, form.cleaned_data["ends_on"], form.cleaned_data["version"])

    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã kéo dài thời hạn.", FILE, locality.code, pk)
    note = f"Đang nhận đến {found.ends_on:%d/%m/%Y}; chỉ kéo dài thêm, không rút ngắn."
    return form_page(request, form, act_context(found, "Kéo dài thời hạn", "Kéo dài", note))


@page("consultation.manage")
@read_or_write
def consultation_close(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    act = lambda: acts.close_consultation(acting(request), found, form.cleaned_data["version"])  # noqa: E731  one act
    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã kết thúc nhận ý kiến. Xếp ý kiến theo nhóm rồi trả lời từng nhóm.", FILE, locality.code, pk)
    note = "Sau bước này không nhập thêm ý kiến nào; nhập hết phiếu giấy và số đếm ở các cuộc họp trước."
    return form_page(request, form, act_context(found, "Kết thúc nhận ý kiến", "Kết thúc", note))


@page("consultation.manage")
@read_or_write
def consultation_withdraw(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    form = ReasonForm(request.POST or None, initial={"version": found.version})

    def act() -> None:
        acts.withdraw_consultation(acting(request), found, form.cleaned_data["reason"], form.cleaned_data["version"])

    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã thôi lấy ý kiến; trang công khai ghi lý do.", FILE, locality.code, pk)
    return form_page(request, form, act_context(found, "Thôi lấy ý kiến", "Thôi lấy ý kiến"))


@page("consultation.manage")
@read_or_write
def consultation_publish(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    act = lambda: results.publish_results(acting(request), found, form.cleaned_data["version"])  # noqa: E731  one act
    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã công khai kết quả và lời trả lời.", FILE, locality.code, pk)
    note = f"Công khai rồi thì không sửa nhóm, lời trả lời nữa. {rule('results.published', found.ends_on).citation}"
    return form_page(request, form, act_context(found, "Công khai kết quả, lời trả lời", "Công khai", note))


@page("consultation.manage")
@read_or_write
def consultation_decide(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Write down the decision; once there is one, write it down again beside the row that was wrong."""
    found = consultation_or_404(locality, pk)
    now = decision_of(found)
    form = DecisionForm(counts_of(found), request.POST or None, now, version=found.version)

    def act() -> None:
        if now is None:
            results.record_decision(acting(request), found, form.decision(), form.cleaned_data["version"])
        else:
            results.correct_decision(acting(request), now, form.decision(), form.cleaned_data["reason"])

    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã ghi quyết định; trang công khai đăng bên cạnh kết quả lấy ý kiến.", FILE, locality.code, pk)
    heading = "Ghi lại quyết định" if now else "Ghi quyết định"
    note = f"{rule('decision.against', found.ends_on).citation}. {rule('decision.against', found.ends_on).note}"
    return form_page(request, form, act_context(found, heading, heading, note))


@page("consultation.manage")
@read_or_write
def consultation_report(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    form = CouncilForm(request.POST or None, initial={"version": found.version})

    def act() -> None:
        data = form.cleaned_data
        results.report_to_council(
            acting(request), found, data["session"], data["reported_on"], data["front_sent_on"], data["version"]
        )

    if take(request, form, act, lambda: consultation_or_404(locality, pk).version):
        return done(request, "Đã ghi báo cáo Hội đồng nhân dân, gửi Mặt trận.", FILE, locality.code, pk)
    note = rule("report.council", found.ends_on).citation
    return form_page(request, form, act_context(found, "Đã báo cáo Hội đồng nhân dân", "Ghi báo cáo", note))
