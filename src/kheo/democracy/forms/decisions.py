"""Forms of a decision on its way."""

from typing import Any

from django import forms

from kheo.democracy.actions.decisions import ActContent
from kheo.democracy.models import CommuneAct, CommunityDecision
from kheo.democracy.rules.decisions import CONTENT_LENGTH, NAME_LENGTH, DecisionContent
from kheo.foundation.forms import DayField, VersionForm

WRITTEN = ("paper", "number", "content", "head", "front_head", "first_household", "second_household")


class DecisionForm(VersionForm):
    paper = forms.ChoiceField(label="Hình thức văn bản", choices=CommunityDecision.Paper.choices)
    number = forms.CharField(label="Số", max_length=40, required=False, help_text="Để trống nếu không đánh số.")
    content = forms.CharField(label="Nội dung quyết định", max_length=CONTENT_LENGTH, widget=forms.Textarea(attrs={"rows": 7}))
    head = forms.CharField(label="Người đứng đầu", max_length=NAME_LENGTH, help_text="Họ tên người ký.")
    front_head = forms.CharField(label="Trưởng ban công tác Mặt trận", max_length=NAME_LENGTH)
    first_household = forms.CharField(label="Đại diện hộ thứ nhất", max_length=NAME_LENGTH)
    second_household = forms.CharField(label="Đại diện hộ thứ hai", max_length=NAME_LENGTH)
    field_order = (*WRITTEN, "version")

    @staticmethod
    def told(decision: CommunityDecision | None, content: str) -> dict[str, Any]:
        if decision is None:
            return {"content": content, "version": 0}
        return {name: getattr(decision, name) for name in (*WRITTEN, "version")}

    def written(self) -> DecisionContent:
        return DecisionContent(**{name: self.cleaned_data[name] for name in WRITTEN})


class AnswerForm(VersionForm):
    answer = forms.ChoiceField(
        label="Trả lời", choices=[("yes", "Công nhận"), ("no", "Không công nhận")], widget=forms.RadioSelect
    )
    number = forms.CharField(label="Số văn bản", max_length=60)
    on = DayField(label="Ngày văn bản")
    reason = forms.CharField(
        label="Lý do", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Khi không công nhận."
    )
    field_order = ("answer", "number", "on", "reason", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].asked_later = True  # type: ignore[attr-defined]  # the action asks for it where it refuses


class EffectForm(VersionForm):
    on = DayField(label="Ngày hiệu lực")
    paper = forms.CharField(label="Văn bản", max_length=120, help_text="Số, ngày văn bản của Uỷ ban nhân dân cấp xã.")
    field_order = ("on", "paper", "version")


class ReportForm(VersionForm):
    on = DayField(label="Ngày báo cáo")
    report = forms.CharField(label="Kết quả thực hiện", max_length=6_000, widget=forms.Textarea(attrs={"rows": 5}))
    field_order = ("on", "report", "version")


class ActForm(VersionForm):
    kind = forms.ChoiceField(label="Việc", choices=CommuneAct.Kind.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="Căn cứ", choices=CommuneAct.Ground.choices, widget=forms.RadioSelect)
    number = forms.CharField(label="Số văn bản", max_length=60)
    on = DayField(label="Ngày văn bản")
    reason = forms.CharField(label="Lý do", max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("kind", "ground", "number", "on", "reason", "version")

    def content(self) -> ActContent:
        data = self.cleaned_data
        return ActContent(data["kind"], data["ground"], data["number"], data["on"], data["reason"])
