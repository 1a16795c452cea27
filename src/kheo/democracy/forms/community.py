"""Forms of the yearly conference of a village's community."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kheo.democracy.actions.community import PlanContent
from kheo.democracy.models import CommunityMeeting
from kheo.directives.forms.fields import Groups, NumberField, PlaceField
from kheo.foundation.forms import DayField, VersionForm
from kheo.organisation.models import UnitVersion

USUAL = (
    "Báo cáo tình hình cộng đồng dân cư và việc đã bàn, quyết định\n"
    "Ban công tác Mặt trận báo cáo thực hiện dân chủ\n"
    "Thành viên Ban Thanh tra nhân dân báo cáo kiểm tra, giám sát\n"
    "Đại diện hộ thảo luận, đề xuất; trả lời\n"
    "Biểu dương; kết luận"
)


class PlanForm(VersionForm):
    """When, where, about what (Nghị định 59/2023/NĐ-CP Điều 10 khoản 2)."""

    village = forms.TypedChoiceField(label="Thôn, tổ dân phố", coerce=int)
    planned_on = DayField("Ngày họp")
    place = forms.CharField(label="Địa điểm", max_length=200, help_text="Ghi cả giờ: «19 giờ 30, nhà văn hoá».")
    content = forms.CharField(label="Nội dung", max_length=20_000, widget=forms.Textarea(attrs={"rows": 7}))

    def __init__(self, villages: list[UnitVersion], meeting: CommunityMeeting | None, data: QueryDict | None) -> None:
        told: dict[str, Any] = {"content": USUAL, "version": 0}
        if meeting is not None:
            told = {name: getattr(meeting, name) for name in ("planned_on", "place", "content", "version")}
        super().__init__(data, initial=told)
        if meeting is not None:
            del self.fields["village"]
            return
        self.fields["village"].choices = [("", "Chọn"), *((one.unit_id, one.name) for one in villages)]  # type: ignore[attr-defined]  # a choice
        if len(villages) == 1:
            self.initial["village"] = villages[0].unit_id

    def plan(self) -> PlanContent:
        data = self.cleaned_data
        return PlanContent(data["planned_on"], data["place"], data["content"])


class SentForm(VersionForm):
    sent_on = DayField("Ngày gửi")


class NoticeForm(VersionForm):
    noticed_on = DayField("Ngày báo", help_text="Ngày thông báo đến các hộ.")
    how = forms.CharField(
        label="Báo bằng cách nào", max_length=200, help_text="Giấy mời, loa tổ dân phố, nhóm mạng xã hội của tổ."
    )


class ReportForm(forms.Form):
    text = forms.CharField(label="Báo cáo", max_length=20_000, widget=forms.Textarea(attrs={"rows": 14}))


class HoldForm(VersionForm):
    held_on = DayField("Ngày họp")
    present = NumberField("Số hộ có mặt", places=0)
    guests = NumberField("Khách mời", places=0, initial=0)


class QuestionForm(forms.Form):
    text = forms.CharField(
        label="Ý kiến", max_length=600, widget=forms.Textarea(attrs={"rows": 3}), help_text="Không ghi tên người nói."
    )
    answer = forms.CharField(label="Trả lời", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ConclusionForm(forms.Form):
    text = forms.CharField(label="Kết luận", max_length=300, help_text="Một việc một dòng, bắt đầu bằng một động từ.")


class TaskForm(forms.Form):
    """Who does it and by when."""

    owner = PlaceField(label="Nơi làm")
    due_on = DayField("Hạn")

    def __init__(self, places: Groups, today: date, data: QueryDict | None) -> None:
        super().__init__(data, initial={"due_on": date(today.year, 12, 31)})
        owner = self.fields["owner"]
        assert isinstance(owner, PlaceField)  # noqa: S101  tells mypy what the class above declares
        owner.offer(places)
