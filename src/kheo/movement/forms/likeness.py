"""What the office decides of two texts."""

from django import forms

from kheo.movement.actions.likeness import REASON_LONGEST, Judgement
from kheo.movement.models import Likeness

_Verdict = Likeness.Verdict
_WORDS = {
    _Verdict.SAME: "Là một: cùng một mô hình, vào sổ hai lần",
    _Verdict.CONTINUED: "Tiếp tục: mô hình của năm trước, năm nay làm tiếp",
    _Verdict.COPIED: "Làm theo: học từ nơi kia, ghi nơi đầu",
    _Verdict.DIFFERENT: "Khác nhau: chỉ giống lời, hai việc khác nhau",
}


class JudgementForm(forms.Form):
    """One of four answers; *ours*: whether both are of this locality, so that they can be one at all."""

    verdict = forms.ChoiceField(
        label="Hai bài này là gì của nhau",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một câu trả lời."},
    )
    reason = forms.CharField(
        label="Lý do", max_length=REASON_LONGEST, required=False, help_text="Không bắt buộc; một câu cho người xem sau."
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    known_as = {"Quyết định": "verdict"}

    def __init__(self, *args: object, ours: bool, seen: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what a form takes
        possible = [row for row in _WORDS if ours or row in {_Verdict.COPIED, _Verdict.DIFFERENT}]
        self.fields["verdict"].choices = [(row.value, _WORDS[row]) for row in possible]  # type: ignore[attr-defined]  # a choice
        self.fields["seen"].initial = seen

    def judgement(self) -> Judgement:
        data = self.cleaned_data
        return Judgement(data["verdict"], data["reason"], data["seen"])
