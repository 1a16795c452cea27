"""Forms of an inspection, of what it found, and of a recommendation."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from kheo.democracy.actions.board_inspections import InspectionContent
from kheo.democracy.actions.recommendations import RecommendationContent, ReplyContent
from kheo.democracy.actions.sightings import SightingContent, Snapshot
from kheo.democracy.forms.boards import VillageField
from kheo.democracy.models import Board, BoardPlan, Inspection, Recommendation, Sighting
from kheo.democracy.queries.boards import period_of
from kheo.democracy.rules.inspections import MOST_PHOTOS
from kheo.directives.forms.fields import FileFields
from kheo.foundation.forms import DayField, VersionForm
from kheo.foundation.uploads.limits import PURPOSES
from kheo.foundation.uploads.papers import SentFile


class PlanChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"Kế hoạch {period_of(obj).label}"


class InspectionForm(forms.Form):
    """What, whom, when."""

    way = forms.ChoiceField(label="Việc", choices=Inspection.Way.choices)
    subject = forms.CharField(label="Nội dung", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    whom = forms.CharField(label="Đối tượng", max_length=200, help_text="Cơ quan, tổ chức được kiểm tra, giám sát.")
    village = VillageField(label="Thôn, tổ dân phố", required=False)
    planned_on = DayField(label="Ngày tiến hành")
    plan = PlanChoice(label="Theo kế hoạch", queryset=BoardPlan.objects.none(), required=False, empty_label="Ngoài kế hoạch")

    def __init__(self, board: Board, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].offer(board.locality, timezone.localdate(), "Cả địa bàn")  # type: ignore[attr-defined]  # VillageField
        plans = BoardPlan.objects.filter(board=board, replaced_by=None)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]  # a field of a choice of rows
        if board.kind == Board.Kind.SUPERVISION:
            self.fields["way"].initial = Inspection.Way.SUPERVISE

    def content(self) -> InspectionContent:
        return InspectionContent(**self.cleaned_data)


class MoveForm(VersionForm):
    planned_on = DayField(label="Ngày tiến hành")


class SendForm(VersionForm):
    sent_on = DayField(label="Ngày gửi", help_text="Gửi Mặt trận, Chủ tịch Uỷ ban nhân dân và đối tượng kiểm tra, giám sát.")
    late_why = forms.CharField(label="Vì sao muộn", max_length=300, required=False, help_text="Chỉ ghi khi gửi muộn.")


class HeldForm(VersionForm):
    held_on = DayField(label="Ngày tiến hành")
    conclusion = forms.CharField(label="Kết quả", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    late_why = forms.CharField(
        label="Vì sao sớm", max_length=300, required=False, help_text="Chỉ ghi khi báo trước chưa đủ ngày."
    )


class ConfirmForm(VersionForm):
    day = DayField(label="Ngày xác nhận")


class WhyForm(VersionForm):
    """A reason; the page says of what."""

    why = forms.CharField(label="Vì sao", max_length=300)
    known_as = {"Vì sao thôi": "why", "Vì sao rút": "why", "Vì sao dừng": "why"}


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photographs at once, straight from a telephone's camera or its album."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # noqa: ARG002  Django's signature
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        return [file for file in sent if isinstance(file, UploadedFile)]


class SightingForm(forms.Form):
    """What was seen, as written down on the spot: one kind, one text, photographs with one caption and day."""

    kind = forms.ChoiceField(label="Loại", choices=Sighting.Kind.choices, widget=forms.RadioSelect, initial=Sighting.Kind.LIMIT)
    text = forms.CharField(label="Đã thấy gì", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    photos = PhotosField(label="Ảnh", required=False)
    caption = forms.CharField(label="Lời ảnh", max_length=200, required=False)
    taken_on = DayField(label="Ngày chụp", required=False, help_text="Để trống nếu chụp hôm nay.")
    is_not_secret = forms.BooleanField(label="Ảnh không thuộc bí mật nhà nước", required=False)
    is_public = forms.BooleanField(
        label="Ảnh không nhận ra ai, đăng cho mọi người xem được", required=False,
        help_text="Khéo bỏ toạ độ, tên máy trong ảnh; mặt người thì Khéo không tự che.",
    )  # fmt: skip
    known_as = {"Xác nhận": "is_not_secret"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = PURPOSES["picture"]
        kinds = ", ".join(f".{extension}" for extension in limits.extensions)
        field = self.fields["photos"]
        field.help_text = f"Nhiều nhất {MOST_PHOTOS} ảnh; nhận {kinds}, mỗi ảnh không quá {limits.max_bytes // 1_048_576} MB."
        field.widget.attrs["accept"] = ",".join(f".{extension}" for extension in limits.extensions)

    def content(self) -> SightingContent:
        data = self.cleaned_data
        day = data["taken_on"] or timezone.localdate()
        photos = [
            Snapshot(
                SentFile(file.name or "", file.file, data["is_not_secret"]),
                day, data["caption"], is_public=data["is_public"],
            )
            for file in data["photos"]
        ]  # fmt: skip
        return SightingContent(data["kind"], data["text"], photos)


class SightingChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.text[:80]


class RecommendForm(forms.Form):
    text = forms.CharField(
        label="Kiến nghị", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Viết việc cần sửa, không nêu tên người.",
    )  # fmt: skip
    addressee = forms.ChoiceField(label="Gửi ai", choices=Recommendation.Addressee.choices)
    whom = forms.CharField(label="Nơi nhận", max_length=200)
    sighting = SightingChoice(label="Từ phát hiện", queryset=Sighting.objects.none(), required=False, empty_label="Từ cả cuộc")
    looked_again = forms.BooleanField(label="Đã xem lại: đây là kiến nghị về việc, không tố cáo người nào", required=False)

    def __init__(self, inspection: Inspection, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Sighting.objects.filter(inspection=inspection, corrected_by=None)
        self.fields["sighting"].queryset = rows  # type: ignore[attr-defined]  # a field of a choice of rows

    def content(self) -> RecommendationContent:
        return RecommendationContent(**self.cleaned_data)


class NumberForm(VersionForm):
    number = forms.CharField(label="Số văn bản", max_length=60)
    day = DayField(label="Ngày văn bản")


class ReceivedForm(VersionForm):
    received_on = DayField(label="Ngày nhận", help_text="Ngày nơi nhận ký nhận, dấu đến.")


class ReplyForm(FileFields, VersionForm):
    on = DayField(label="Ngày trả lời")
    text = forms.CharField(label="Trả lời", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    field_order = ("on", "text", "file", "is_not_secret", "version")

    def content(self) -> ReplyContent:
        return ReplyContent(self.cleaned_data["on"], self.cleaned_data["text"], self.sent_file())


class OutcomeForm(VersionForm):
    on = DayField(label="Ngày xem")
    is_done = forms.ChoiceField(
        label="Kết quả", choices=[("yes", "đã thực hiện"), ("no", "chưa thực hiện")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Đã thấy gì", max_length=300)
