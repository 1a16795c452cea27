"""Forms of the rewards: what the locality chooses, its own coefficients."""

from typing import Any

from django import forms
from django.http import QueryDict

from kheo.foundation.forms import DayField
from kheo.recognition.forms.blanks import MeasureField
from kheo.recognition.queries.choices_of_place import Chosen
from kheo.recognition.rules.awards import award_names
from kheo.recognition.rules.facts import SUBJECT_LABELS
from kheo.recognition.rules.local_coefficients import COMMENDING_LEVELS, LONGEST_ARTICLE, LONGEST_DOCUMENT, LocalCoefficient


class ChoiceForm(forms.Form):
    """One setting: its value as a list or a number, and the reason."""

    value = forms.CharField(required=False)
    reason = forms.CharField(label="Lý do", max_length=300, help_text="Văn bản nào, ai quyết định.")

    def __init__(self, chosen: Chosen, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"value": chosen.value, "reason": chosen.reason})
        choice = chosen.choice
        if choice.options:
            self.fields["value"] = forms.ChoiceField(choices=list(choice.options.items()))
        self.fields["value"].label, self.fields["value"].help_text = choice.label, choice.why
        self.order_fields(("value", "reason"))


class CoefficientForm(forms.Form):
    """One coefficient of the locality with its source; an empty coefficient takes the one that stands back."""

    award = forms.ChoiceField(label="Hình thức khen", choices=list(award_names().items()))
    level = forms.ChoiceField(label="Cấp tặng", choices=list(COMMENDING_LEVELS.items()))
    subject = forms.ChoiceField(label="Đối tượng", choices=list(SUBJECT_LABELS.items()))
    times = MeasureField(
        "Hệ số",
        decimal_places=3,
        required=False,
        help_text="Bao nhiêu lần mức lương cơ sở, ví dụ 0,3. Để trống là bỏ hệ số đã ghi.",
    )
    document = forms.CharField(
        label="Văn bản",
        max_length=LONGEST_DOCUMENT,
        help_text="Số, ký hiệu, cơ quan: «Quyết định 15/2024/QĐ-UBND của UBND tỉnh».",
    )
    article = forms.CharField(
        label="Điều, khoản", max_length=LONGEST_ARTICLE, required=False, help_text="Ví dụ «khoản 2 Điều 5»."
    )
    issued_on = DayField(label="Ngày của văn bản")
    valid_from = DayField(label="Áp dụng từ ngày", help_text="Xét theo ngày của quyết định khen thưởng.")
    valid_to = DayField(label="Thôi áp dụng từ ngày", required=False, help_text="Chưa biết thì để trống.")
    verified = forms.BooleanField(
        label="Đã đối chiếu nguyên văn", required=False, help_text="Chưa thì mọi nơi dùng hệ số này ghi «chưa đối chiếu văn bản»."
    )

    def content(self) -> LocalCoefficient:
        data: dict[str, Any] = self.cleaned_data
        return LocalCoefficient(**data)
