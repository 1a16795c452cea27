"""Bringing something to be looked at, and deciding of each finding."""

from typing import Any

from django import forms
from django.http import QueryDict

from kheo.democracy.actions.screenings import Brought
from kheo.democracy.models import ScreeningFinding
from kheo.democracy.rules.sensitive import KEEP, MASK, TEXT_LENGTH, UNREAD, Verdict
from kheo.foundation.uploads.limits import PURPOSES
from kheo.foundation.uploads.papers import SentFile

ITEMS = [("", "không thuộc khoản nào"), *((str(number), f"khoản {number}") for number in range(1, 15))]


class ScreeningForm(forms.Form):
    title = forms.CharField(label="Tên", max_length=200, help_text="Tên ngắn để tìm lại, như «Danh sách hộ nghèo 2026».")
    item = forms.TypedChoiceField(
        label="Nội dung công khai",
        choices=ITEMS,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Khoản của Điều 11 Luật 10/2022/QH15. Khoản 9 (danh sách gọi nhập ngũ) thì tên người phải công khai theo luật.",
    )
    text = forms.CharField(
        label="Văn bản", required=False, max_length=TEXT_LENGTH, strip=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    file = forms.FileField(label="Tệp", required=False, allow_empty_file=True)
    is_not_secret = forms.BooleanField(
        label="Không thuộc bí mật nhà nước",
        error_messages={"required": "Đánh dấu nếu đúng như vậy; tài liệu mật không đưa vào đây, không công khai."},
    )
    known_as = {"Xác nhận": "is_not_secret"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = PURPOSES["evidence"]
        most = f"Không quá {limits.max_bytes // 1_048_576} MB."
        told = f"Hoặc chọn một tệp: .docx, .odt, .xlsx, .txt che được ở đây; .pdf chỉ soát. {most}"
        self.fields["file"].help_text = told
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{extension}" for extension in limits.extensions)

    def brought(self) -> Brought:
        data = self.cleaned_data
        sent = data["file"]
        file = SentFile(sent.name, sent.file, data["is_not_secret"]) if sent else None
        return Brought(data["title"], data["text"], file, item=data["item"])


def verdicts_sent(sent: QueryDict, findings: list[ScreeningFinding]) -> dict[int, Verdict]:
    """Verdicts chosen on the page, by number; of one that was left open nothing.

    ``rest``: «mask» masks every open finding at once; «keep» with ``rest_reason`` keeps those of ``rest_kind``.
    """
    chosen = {}
    for finding in findings:
        verdict = sent.get(f"v-{finding.number}", "")
        if not finding.verdict and verdict:
            chosen[finding.number] = Verdict(verdict, sent.get(f"r-{finding.number}", ""))
    left = [one for one in findings if not one.verdict and one.number not in chosen]
    if sent.get("rest") == MASK:
        chosen |= {one.number: Verdict(MASK) for one in left if one.kind != UNREAD}
    if sent.get("rest") == KEEP:
        reason, kind = sent.get("rest_reason", ""), sent.get("rest_kind", "")
        chosen |= {one.number: Verdict(KEEP, reason) for one in left if one.kind == kind}
    return chosen
