"""Writing a script, mending it, planning readings, the log."""

from typing import Any

from django import forms

from kheo.democracy.actions.bulletins import BulletinContent
from kheo.democracy.models import Bulletin, Posting
from kheo.democracy.rules.bulletins import MOST_DAYS, NAME_LENGTH, NOTE_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from kheo.foundation.forms import ClockField, DayField, VersionForm


class BulletinForm(forms.Form):
    title = forms.CharField(
        label="Tên bài", max_length=TITLE_LENGTH, help_text="Hiện trên lịch đọc và trang của thôn, tổ dân phố."
    )
    source = forms.CharField(
        label="Nội dung",
        max_length=TEXT_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Dán văn bản hoặc gõ. Chữ tắt, số, ngày tháng được viết thành lời ở bước sau; không đổi nghĩa câu nào.",
    )

    def content(self, posting: Posting | None) -> BulletinContent:
        return BulletinContent(self.cleaned_data["title"], self.cleaned_data["source"], posting)


class BulletinTextForm(VersionForm):
    title = forms.CharField(label="Tên bài", max_length=TITLE_LENGTH)
    text = forms.CharField(
        label="Bài đọc",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Mỗi câu một dòng, viết đúng như sẽ đọc.",
    )
    spoken = forms.CharField(
        label="Đọc nguyên như viết",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chữ tắt, địa chỉ mà người đọc sẽ đọc nguyên; mỗi dòng một chữ.",
    )
    known_as = {"Nội dung": "text"}

    def __init__(self, bulletin: Bulletin, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "title": bulletin.title, "text": bulletin.text, "spoken": "\n".join(bulletin.spoken), "version": bulletin.version,
        }  # fmt: skip
        super().__init__(*args, **kwargs)


class PlanForm(forms.Form):
    first = DayField("Ngày đầu")
    at = ClockField("Giờ đọc", help_text="Ví dụ 6h00 hoặc 17:15.")
    days = forms.IntegerField(
        label="Số ngày", min_value=1, max_value=MOST_DAYS, initial=3, help_text="Đọc mỗi ngày một lượt, liên tục."
    )


class LogForm(forms.Form):
    read_by = forms.CharField(label="Người đọc", max_length=NAME_LENGTH)
    note = forms.CharField(label="Ghi chú", max_length=NOTE_LENGTH, required=False)


class VoidForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=NOTE_LENGTH)
