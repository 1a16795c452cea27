"""Forms of what is said of an issued decision afterwards."""

from django import forms
from django.http import QueryDict

from kheo.foundation.forms import DayField
from kheo.recognition.actions.drafts import LABELS
from kheo.recognition.actions.notices import SIGNED_BY
from kheo.recognition.models import Decision
from kheo.recognition.rules.notices import ITEM_LABELS, LONGEST_ITEM, LONGEST_REASON

ROWS = 5
_HELP = {"place": "«Dòng 3, tên tập thể»", "printed": "Đúng như đã in.", "right": "Chữ thay vào."}


class CorrectionForm(forms.Form):
    """Five places at most on the page, each in three fields; a place left empty is none."""

    reason = forms.CharField(
        label="Lý do", max_length=LONGEST_REASON, help_text="«Lỗi đánh máy», «Ghi nhầm tên theo phiếu đăng ký cũ»."
    )
    signer_authority = forms.CharField(label=LABELS["signer_authority"], max_length=120)
    signer_position = forms.CharField(label=LABELS["signer_position"], max_length=120, required=False)
    signer_name = forms.CharField(label=LABELS["signer_name"], max_length=120, required=False)

    def __init__(self, decision: Decision, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={name: getattr(decision, name) for name in SIGNED_BY})
        for row in range(1, ROWS + 1):
            for name, label in ITEM_LABELS.items():
                self.fields[f"{name}_{row}"] = forms.CharField(
                    label=f"{label} ({row})", max_length=LONGEST_ITEM, required=False, help_text=_HELP[name] if row == 1 else ""
                )
        places = [f"{name}_{row}" for row in range(1, ROWS + 1) for name in ITEM_LABELS]
        self.order_fields([*places, "reason", *SIGNED_BY])

    def items(self) -> list[dict[str, str]]:
        rows = [{name: self.cleaned_data[f"{name}_{row}"] for name in ITEM_LABELS} for row in range(1, ROWS + 1)]
        return [row for row in rows if any(row.values())]

    def signer(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in SIGNED_BY}


class CorrectionNumberForm(forms.Form):
    number = forms.CharField(label="Số của bản đính chính", max_length=60, help_text="Như in trên bản đã ký: «31-TB/BCĐ».")
    day = DayField(label="Ngày", help_text="Ngày trên bản đã ký.")
