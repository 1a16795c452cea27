"""The form of a batch: what it is printed on, which sheets, as what file, and why again."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kheo.recognition.actions.prints import BatchContent
from kheo.recognition.models import Decision, DecisionKind, PrinterOffset, PrintRun

WHITE = "giay-trang"


class BatchForm(forms.Form):
    """*offsets*: the printers measured on the locality's blanks; white paper only where Khéo draws the certificate itself."""

    refused_in_words = "Chưa in được:"
    paper = forms.ChoiceField(label="In lên", widget=forms.RadioSelect)
    numbers = forms.CharField(
        label="Chỉ in các số", max_length=200, required=False, help_text="Ví dụ 3, 7-9. Để trống là tất cả."
    )
    shape = forms.ChoiceField(
        label="Tệp in", choices=PrintRun.Shape.choices, widget=forms.RadioSelect, initial=PrintRun.Shape.PDF
    )
    reason = forms.CharField(
        label="Lý do in lại", max_length=300, required=False, help_text="Bắt buộc khi trong số chọn có giấy đã in trước đây."
    )

    def __init__(self, decision: Decision, offsets: Iterable[PrinterOffset], tried: set[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offsets = {str(offset.pk): offset for offset in offsets}
        white = [(WHITE, "giấy trắng, mẫu của Khéo")] if decision.kind == DecisionKind.RECOGNITION else []
        blanks = [
            (key, f"phôi «{offset.blank.name}», máy «{offset.printer}»{'' if offset.pk in tried else ' (chưa in thử)'}")
            for key, offset in self.offsets.items()
        ]
        self.fields["paper"].choices = [*blanks, *white]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["paper"].initial = next((key for key, offset in self.offsets.items() if offset.pk in tried), None) or (
            WHITE if white else None
        )

    def content(self) -> BatchContent:
        data = self.cleaned_data
        offset = self.offsets.get(data["paper"])
        return BatchContent(offset.blank if offset else None, offset, data["numbers"], data["shape"], data["reason"])
