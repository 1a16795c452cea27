"""Forms of a consultation: its plan, its days, the decision, the report."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from kheo.democracy.actions import consultations as acts
from kheo.democracy.actions import results
from kheo.democracy.actions.results import DecisionContent
from kheo.democracy.models import Consultation, ConsultationDecision
from kheo.democracy.queries.consultations import QuestionCount
from kheo.democracy.rules import consultations as rules
from kheo.democracy.rules.consultations import LABELS, LONGEST, PlanContent
from kheo.foundation.forms import DayField, VersionForm

_AS_ASKED = (("yes", "Như đã hỏi"), ("no", "Khác với điều đã hỏi"))


class PlanForm(VersionForm):
    """Content, forms, way, period, who is responsible (Điều 28 khoản 1)."""

    kind = forms.TypedChoiceField(label=LABELS["kind"], coerce=int)
    title = forms.CharField(label=LABELS["title"], max_length=LONGEST["title"])
    content = forms.CharField(
        label=LABELS["content"],
        max_length=LONGEST["content"],
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Nội dung dự thảo, bằng lời dễ hiểu: làm gì, ở đâu, ai chịu ảnh hưởng. Người dân đọc nguyên văn.",
    )
    questions = forms.CharField(
        label=LABELS["questions"],
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một câu trả lời được bằng đồng ý, không đồng ý, ý kiến khác: «Bạn có đồng ý với dự thảo không?».",
    )
    ways = forms.MultipleChoiceField(
        label=LABELS["forms"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một hình thức của Điều 26 khoản 1."},
    )
    way = forms.CharField(
        label=LABELS["way"],
        max_length=LONGEST["way"],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Niêm yết ở đâu, họp ngày nào, ai phát và thu phiếu, gửi góp ý đến đâu.",
    )
    responsible = forms.CharField(
        label=LABELS["responsible"], max_length=LONGEST["responsible"], help_text="Theo chức vụ, cơ quan."
    )
    opens_on = DayField(LABELS["opens_on"])
    ends_on = DayField(LABELS["ends_on"], help_text="Ít nhất 20 ngày kể từ ngày công khai (Điều 28 khoản 2).")
    own_document = forms.CharField(
        label=LABELS["own_document"],
        max_length=LONGEST["own_document"],
        required=False,
        help_text="Khi luật của lĩnh vực định thời hạn khác: tên văn bản, điều, khoản.",
    )
    own_days = forms.IntegerField(label=LABELS["own_days"], min_value=1, max_value=rules.MOST_OWN_DAYS, required=False)
    decider = forms.CharField(
        label=LABELS["decider"],
        max_length=LONGEST["decider"],
        required=False,
        help_text="Chỉ ghi khi cơ quan cấp trên quyết định và giao lấy ý kiến (Điều 28 khoản 1, 4).",
    )
    field_order = (
        "kind", "title", "content", "questions", "ways", "way", "responsible", "opens_on", "ends_on", "own_document", "own_days",
        "decider", "version",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, plan: Consultation | None = None) -> None:
        super().__init__(data, initial=_told(plan) if plan else {"version": 0})
        day = timezone.localdate()
        kinds = [(clause, f"{clause}. {row.value}") for clause, row in rules.matters(day).items()]
        ways = [(letter, row.value) for letter, row in rules.forms(day).items()]
        self.fields["kind"].choices = [("", "Chọn nội dung"), *kinds]  # type: ignore[attr-defined]  # a choice
        self.fields["ways"].choices = ways  # type: ignore[attr-defined]  # a choice

    def plan(self) -> PlanContent:
        data = self.cleaned_data
        return PlanContent(
            kind=data["kind"],
            title=data["title"],
            content=data["content"],
            questions=tuple(line.strip() for line in data["questions"].splitlines() if line.strip()),
            forms=tuple(data["ways"]),
            way=data["way"],
            responsible=data["responsible"],
            opens_on=data["opens_on"],
            ends_on=data["ends_on"],
            own_document=data["own_document"],
            own_days=data["own_days"],
            decider=data["decider"],
        )


def _told(plan: Consultation) -> dict[str, Any]:
    names = [name for name in PlanForm.field_order if name not in {"questions", "ways"}]
    told = {name: getattr(plan, name) for name in names}
    return {**told, "ways": plan.forms, "questions": "\n".join(question.text for question in plan.questions.all())}


class SentForm(VersionForm):
    council_on = DayField(acts.COUNCIL_DAY)
    front_on = DayField(acts.FRONT_DAY)
    field_order = ("council_on", "front_on", "version")


class OpenForm(VersionForm):
    opens_on = DayField(LABELS["opens_on"], help_text="Ngày nội dung thật sự được công khai.")
    ends_on = DayField(LABELS["ends_on"])
    field_order = ("opens_on", "ends_on", "version")


class ExtendForm(VersionForm):
    ends_on = DayField(LABELS["ends_on"])
    field_order = ("ends_on", "version")


class ReasonForm(VersionForm):
    reason = forms.CharField(label=acts.REASON, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("reason", "version")


class DecisionForm(VersionForm):
    """The decision, question by question; where it goes against most people its explanation is asked."""

    number = forms.CharField(label=results.NUMBER, max_length=60, help_text="Như trên văn bản: «45/QĐ-UBND».")
    decided_on = DayField(results.DECIDED_ON)
    summary = forms.CharField(
        label=results.DECIDED,
        max_length=results.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Đã quyết định điều gì, đổi gì so với dự thảo.",
    )
    explanation = forms.CharField(
        label=results.EXPLANATION,
        max_length=results.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Phải có khi quyết định khác ý kiến của đa số (Điều 28 khoản 4); được công khai.",
    )

    def __init__(
        self, counts: list[QuestionCount], data: QueryDict | None = None, now: ConsultationDecision | None = None, **initial: Any
    ) -> None:
        told = {name: getattr(now, name) for name in ("number", "decided_on", "summary", "explanation")} if now else {}
        points = {f"cau-{row.question_id}": "yes" if row.as_asked else "no" for row in now.points.all()} if now else {}
        super().__init__(data, initial={**told, **points, **initial})
        self.counts = counts
        for one in counts:
            said = ", ".join(f"{label.lower()} {number}" for label, number in one.rows)
            leading = f"Đa số: {one.leading_words}." if one.leading else "Không có đa số."
            self.fields[f"cau-{one.question.pk}"] = forms.ChoiceField(
                label=one.question.text, choices=_AS_ASKED, widget=forms.RadioSelect, help_text=f"{leading} ({said})"
            )
        if now:
            self.fields["reason"] = forms.CharField(label=results.REASON, max_length=300)
        self.order_fields(["number", "decided_on", "summary", *(f"cau-{one.question.pk}" for one in counts), "explanation"])

    def decision(self) -> DecisionContent:
        data = self.cleaned_data
        as_asked = {one.question.pk: data[f"cau-{one.question.pk}"] == "yes" for one in self.counts}
        return DecisionContent(data["number"], data["decided_on"], data["summary"], as_asked, data["explanation"])


class CouncilForm(VersionForm):
    session = forms.CharField(
        label=results.SESSION, max_length=200, help_text="Kỳ họp thường lệ gần nhất: «kỳ họp thường lệ cuối năm»."
    )
    reported_on = DayField(results.SESSION_DAY)
    front_sent_on = DayField(results.FRONT_DAY)
    field_order = ("session", "reported_on", "front_sent_on", "version")
