"""Forms of democracy inside an agency."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kheo.democracy.actions.agencies import ConferenceContent, PostingContent
from kheo.democracy.models import AgencyConference, AgencyPosting
from kheo.democracy.rules.agencies import REASON_LENGTH, items
from kheo.democracy.rules.agencies import forms as ways
from kheo.directives.forms.fields import FileFields, NumberField
from kheo.foundation.forms import DayField
from kheo.foundation.uploads.limits import Purpose


class PostingForm(FileFields):
    """What was told to staff, how and when; the photograph of the board may come with it."""

    item = forms.TypedChoiceField(label="Thuộc nội dung", coerce=int)
    title = forms.CharField(
        label="Nội dung", max_length=200, help_text="Văn bản, số liệu nào: «Dự toán năm 2026, QĐ 12/QĐ-UBND»."
    )
    dated_on = DayField("Ngày văn bản")
    form = forms.ChoiceField(label="Hình thức")
    posted_on = DayField("Ngày công khai")
    field_order = ("item", "title", "dated_on", "form", "posted_on", "file", "is_not_secret")
    upload_for: Purpose = "evidence"

    def __init__(self, today: date, corrects: AgencyPosting | None, data: QueryDict | None, files: Any) -> None:
        names = ("item", "title", "dated_on", "form", "posted_on")
        initial = {name: getattr(corrects, name) for name in names} if corrects else {"posted_on": today}
        super().__init__(data, files, initial=initial)
        self.fields["item"].choices = [(number, f"{number}. {label}") for number, label in items(today)]  # type: ignore[attr-defined]  # a choice
        self.fields["form"].choices = list(ways(today).items())  # type: ignore[attr-defined]  # a choice
        self.fields["file"].label = "Ảnh niêm yết, ảnh trang đã đăng"
        if corrects:
            self.fields["why"] = reason_field()

    def content(self) -> PostingContent:
        data = self.cleaned_data
        return PostingContent(data["item"], data["title"], data["form"], data["dated_on"], data["posted_on"])

    @property
    def why(self) -> str:
        return str(self.cleaned_data.get("why", ""))


def reason_field() -> forms.CharField:
    """Why a row is corrected; the row it takes the place of stays readable."""
    return forms.CharField(label="Lý do đính chính", max_length=REASON_LENGTH, help_text="Bản trước vẫn giữ và xem được.")


class ConferenceForm(forms.Form):
    """Six numbers and a day; what the law makes of them is said on the page."""

    held_on = DayField("Ngày họp")
    staff = NumberField("Tổng số người", places=0, help_text="Cán bộ, công chức, viên chức, người lao động của cơ quan.")
    summoned = NumberField(
        "Số được triệu tập", places=0, help_text="Họp toàn thể: bằng tổng số người. Họp đại biểu: số đại biểu."
    )
    scattered = forms.CharField(
        label="Lý do họp đại biểu", max_length=200, required=False, help_text="Chỉ cần khi dưới 100 người mà họp đại biểu."
    )
    present = NumberField("Số có mặt", places=0)
    votes_for = NumberField("Số tán thành nghị quyết", places=0)
    resolution = forms.CharField(
        label="Nghị quyết", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), help_text="Các điểm chính."
    )

    def __init__(self, corrects: AgencyConference | None, data: QueryDict | None) -> None:
        initial = {name: getattr(corrects, name) for name in self.base_fields} if corrects else {}
        super().__init__(data, initial=initial)
        if corrects:
            self.fields["why"] = reason_field()

    def content(self, year: int) -> ConferenceContent:
        return ConferenceContent(year=year, **{name: self.cleaned_data[name] for name in self.base_fields})

    @property
    def why(self) -> str:
        return str(self.cleaned_data.get("why", ""))


class TakeDownForm(forms.Form):
    on = DayField("Ngày gỡ")


class BoardForm(forms.Form):
    elected_on = DayField("Ngày bầu")
    members = NumberField("Số thành viên", places=0, help_text="Không ghi họ tên ở đây.")
    special = forms.CharField(
        label="Lý do nhiều hơn", max_length=200, required=False, help_text="Chỉ cần khi quá chín thành viên."
    )


class RecommendationForm(forms.Form):
    received_on = DayField("Ngày nhận", help_text="Ngày người đứng đầu nhận được.")
    text = forms.CharField(
        label="Kiến nghị",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Đơn khiếu nại, tố cáo gửi theo luật về khiếu nại, tố cáo; không ghi ở đây.",
    )


class ReplyForm(forms.Form):
    replied_on = DayField("Ngày trả lời")
    text = forms.CharField(label="Kết quả giải quyết", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
