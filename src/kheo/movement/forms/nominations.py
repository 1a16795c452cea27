"""Forms of going up a level."""

from typing import Any

from django import forms

from kheo.movement.actions.nominations import Sorting
from kheo.movement.models import Nomination, Programme, ProgrammeField
from kheo.movement.rules.levels import REASON_LENGTH

GROUPS = [(group.value, group.label) for group in Nomination.Group if group != Nomination.Group.WAITING]


class ReasonForm(forms.Form):
    """Why something is proposed to the level above."""

    reason = forms.CharField(
        label="Lý do",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vì sao đề nghị lên cấp trên: hiệu quả, sức lan toả. Ghi chung cho các mô hình đã đánh dấu.",
    )


class SortForm(forms.Form):
    """Into which of the three groups, and why; the field is asked only for what has none of the same key here."""

    group = forms.ChoiceField(label="Nhóm", choices=GROUPS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Lý do", max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3}), help_text="Cấp dưới đọc được câu này."
    )
    field = forms.ChoiceField(
        label="Lĩnh vực",
        required=False,
        help_text="Chỉ cần chọn khi lĩnh vực của cấp dưới không có trong chương trình này; có thì giữ nguyên.",
    )

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ProgrammeField.objects.filter(programme=programme).order_by("order").values_list("key", "label")
        self.fields["field"].choices = [("", "giữ lĩnh vực của cấp dưới"), *rows]  # type: ignore[attr-defined]  # a choice

    def sorting(self) -> Sorting:
        return Sorting(self.cleaned_data["group"], self.cleaned_data["reason"], self.cleaned_data["field"])
