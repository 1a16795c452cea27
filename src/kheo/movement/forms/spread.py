"""Forms of spreading: from whom an initiative learnt, and its guidance sheet."""

from typing import Any

from django import forms
from django.forms.utils import ErrorList
from django.utils import timezone

from kheo.foundation.forms import DayField
from kheo.movement.actions.guidance import GuidanceContent
from kheo.movement.actions.lineage import LineageContent
from kheo.movement.models import Guidance, Initiative, Lineage
from kheo.movement.rules.merging import LONGEST_REASON
from kheo.movement.rules.spread import LONGEST_GUIDANCE


class LineageForm(forms.Form):
    """What is told of a learning; with *origin* None the origin is outside the record and told in words."""

    known_as = {"Nơi đầu": "origin_words"}
    origin_words = forms.CharField(
        label="Nơi đầu ở ngoài hệ thống",
        max_length=300,
        help_text="Tên mô hình, nơi, năm: «Tổ tự quản đường hoa, xã Minh Hoạ, 2023».",
    )
    learnt_on = DayField("Học ngày", help_text="Ngày đi xem, ngày họp bàn làm theo.")
    extent = forms.ChoiceField(
        label="Học bao nhiêu",
        choices=Lineage.Extent.choices,
        initial=Lineage.Extent.WHOLE,
        widget=forms.RadioSelect,
    )
    part = forms.CharField(label="Học phần nào", max_length=300, required=False, help_text="Chỉ cần khi học một phần.")
    by_whom = forms.CharField(
        label="Ai đi học", max_length=200, required=False, help_text="Đơn vị, đoàn; không ghi tên riêng từng người."
    )
    consent = forms.ChoiceField(
        label="Nơi đầu có đồng ý không",
        choices=Lineage.Consent.choices,
        initial=Lineage.Consent.NOT_ASKED,
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label="Kết quả",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Làm theo rồi được gì, phải đổi gì cho hợp nơi mình.",
    )

    def __init__(self, origin: Initiative | None, *args: Any, row: Lineage | None = None, **kwargs: Any) -> None:
        names = ("origin_words", "learnt_on", "extent", "part", "by_whom", "consent", "outcome")
        kwargs.setdefault("initial", {name: getattr(row, name) for name in names} if row else {"learnt_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.origin = origin
        if origin is not None:
            del self.fields["origin_words"]
        if row is not None and row.consent_by is not None:
            said = row.get_consent_display()
            self.fields["consent"].help_text = f"Nơi đầu đã tự trả lời: {said}. Chỉ nơi đầu đổi được."

    def content(self) -> LineageContent:
        return LineageContent(origin=self.origin, **self.cleaned_data)


class GuidanceForm(forms.Form):
    """The sheet, one field a part."""

    conditions = forms.CharField(
        label="Điều kiện", required=False, help_text="Nơi nào làm được: địa bàn, số hộ, cần có gì trước."
    )
    steps = forms.CharField(label="Các bước", help_text="Mỗi bước một dòng, bắt đầu bằng việc phải làm.")
    cost = forms.CharField(label="Kinh phí", required=False, help_text="Bao nhiêu, từ đâu: «khoảng 12 triệu đồng, các hộ góp».")
    people = forms.CharField(label="Ai làm", required=False, help_text="Chi bộ, Mặt trận, đoàn thể, tổ tự quản; mỗi bên việc gì.")
    pitfalls = forms.CharField(label="Dễ vấp", required=False, help_text="Chỗ đã vấp, cách tránh, cách giữ cho lâu.")
    is_public = forms.BooleanField(label="Cho mọi người đọc ở trang công khai", required=False)

    def __init__(self, *args: Any, sheet: Guidance | None = None, begun: dict[str, str] | None = None, **kwargs: Any) -> None:
        names = (*self.base_fields,)
        kwargs.setdefault("initial", {name: getattr(sheet, name) for name in names} if sheet else begun)
        super().__init__(*args, **kwargs)
        for name in names[:-1]:
            self.fields[name].widget = forms.Textarea(attrs={"rows": 6 if name == "steps" else 3, "maxlength": LONGEST_GUIDANCE})

    def content(self) -> GuidanceContent:
        return GuidanceContent(**self.cleaned_data)


class MergeForm(forms.Form):
    """Why the two are one; *seen* is the fingerprint of the plan that was read."""

    reason = forms.CharField(
        label="Lý do", max_length=LONGEST_REASON, help_text="Vì sao biết hai hồ sơ là một: «cùng tổ 3, nhập hai lần từ hai bảng»."
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def faults(self) -> list[tuple[forms.BoundField, ErrorList]]:
        """What is wrong with the reason, as the list on top of a form shows it."""
        return [(self["reason"], self["reason"].errors)] if self["reason"].errors else []
