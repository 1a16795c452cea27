"""Forms of a certificate that no longer stands as printed, and of the code that somebody wants to check."""

from typing import Any

from django import forms
from django.utils import timezone

from kheo.foundation.forms import DayField
from kheo.recognition.actions.certificates import CORRECTABLE, CORRECTABLE_LABELS, SIGNER
from kheo.recognition.models import Certificate


class NoticeForm(forms.Form):
    """Why, by which paper, from which day."""

    reason = forms.CharField(label="Lý do", max_length=300)
    paper = forms.CharField(
        label="Văn bản làm căn cứ", max_length=120, help_text="Số, ngày, cơ quan: «15-QĐ/BCĐ ngày 10/01/2025 của Ban Chỉ đạo»."
    )
    on = DayField(label="Từ ngày", initial=timezone.localdate)


class CorrectForm(NoticeForm):
    """The words as printed, to be put right; the rest of the paper follows the signed decision."""

    def __init__(self, certificate: Certificate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in CORRECTABLE.items():
            self.fields[name] = forms.CharField(
                label=CORRECTABLE_LABELS[name], max_length=most, initial=certificate.content[name], required=name != "field"
            )
        self.order_fields([*CORRECTABLE, "reason", "paper", "on"])

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in CORRECTABLE}


class ReissueForm(NoticeForm):
    """Who signs the paper that is given again; all other words stay those of the first."""

    def __init__(self, certificate: Certificate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, most) in SIGNER.items():
            self.fields[name] = forms.CharField(
                label=label, max_length=most, initial=certificate.content[name], required=name == "signer_authority"
            )
        self.fields["reason"].help_text = "«Mất do ngập», «Rách, hỏng»."
        self.fields["paper"].help_text = "Đơn hoặc biên bản đề nghị cấp lại: của ai, ngày nào."

    def signer(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in SIGNER}


class CodeForm(forms.Form):
    refused_in_words = "Chưa kiểm tra được:"
    ma = forms.CharField(
        label="Mã trên giấy chứng nhận",
        max_length=60,
        help_text="16 chữ và số ở góc dưới bên trái, ví dụ K7QF-9M2D-T4XW-8HJ3. Không cần gạch nối, chữ thường cũng được.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
